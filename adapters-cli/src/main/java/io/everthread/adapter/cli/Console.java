package io.everthread.adapter.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** Stderr: everything that is not the reply. In UTF-8; thread-safe. */
final class Console {

    /** How much is said. */
    enum Level {
        /** Errors only. */
        QUIET,
        NORMAL,
        /** Ids and how the run goes, too. */
        VERBOSE,
        /** Stack traces, too. */
        DEBUG
    }

    private final OutputStream err;
    private final Level level;

    Console(OutputStream err, Level level) {
        this.err = err;
        this.level = level;
    }

    /** Something the user asked for, in whatever mode. */
    void print(String text) {
        write(text);
    }

    /** Something good to know. */
    void notice(String sentence) {
        if (level.compareTo(Level.NORMAL) >= 0) {
            write("everthread: " + sentence + "\n");
        }
    }

    /** Something for whoever wants to know more. */
    void detail(String sentence) {
        if (level.compareTo(Level.VERBOSE) >= 0) {
            write("everthread: " + sentence + "\n");
        }
    }

    void error(Failure failure) {
        // One line, whatever a server may have said.
        write("everthread: " + failure.message().replace('\n', ' ').replace('\r', ' ') + "\n");
    }

    /** Where it happened. */
    void trace(Throwable thrown) {
        if (level == Level.DEBUG) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            write(trace.toString());
        }
    }

    private synchronized void write(String text) {
        try {
            err.write(text.getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException closed) {
            // Stderr is where this would be said.
        }
    }
}
