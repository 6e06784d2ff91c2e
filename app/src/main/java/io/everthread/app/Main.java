package io.everthread.app;

/** Where the process begins and ends. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(
                DaggerAppComponent.factory().create(ThisProcess.host()).cli().run(args));
    }
}
