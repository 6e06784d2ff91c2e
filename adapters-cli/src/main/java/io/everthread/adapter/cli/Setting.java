package io.everthread.adapter.cli;

/**
 * Something the user chose.
 *
 * @param source where: an option or an environment variable
 * @param typed whether it was an option, so that a wrong value is wrong usage and not wrong configuration
 */
record Setting(String value, String source, boolean typed) {

    /** Says what is wrong with it, continuing the sentence that begins with source and value. */
    Refusal refused(String problem) {
        return refusedAs(source + " '" + value + "' " + problem);
    }

    Refusal refusedAs(String message) {
        return new Refusal(typed ? ExitCode.USAGE : ExitCode.CONFIGURATION, message);
    }
}
