package io.everthread.app;

/** Prints the version; the composition of the real program takes its place. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("everthread " + Main.class.getPackage().getImplementationVersion());
    }
}
