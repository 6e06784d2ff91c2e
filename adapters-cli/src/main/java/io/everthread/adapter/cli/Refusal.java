package io.everthread.adapter.cli;

/** The command line refuses to go on; the user must change something. The message says what. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exit;

    Refusal(ExitCode exit, String message) {
        super(message);
        this.exit = exit;
    }

    static Refusal usage(String message) {
        return new Refusal(ExitCode.USAGE, message);
    }

    ExitCode exit() {
        return exit;
    }
}
