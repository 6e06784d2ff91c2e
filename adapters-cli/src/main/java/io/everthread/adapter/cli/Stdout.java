package io.everthread.adapter.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes to stdout in UTF-8, whatever the locale, and at once. */
final class Stdout {

    private final OutputStream out;

    Stdout(OutputStream out) {
        this.out = out;
    }

    void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] utf8) {
        try {
            out.write(utf8);
            out.flush();
        } catch (IOException failed) {
            // Java has no type for a closed pipe; Linux, macOS and Windows all say "pipe". A full disk is another
            // matter.
            if (String.valueOf(failed.getMessage()).contains("pipe")) {
                throw new ClosedOutput(failed);
            }
            throw new Refusal(
                    ExitCode.CONFIGURATION, "The reply could not be written to stdout: " + failed.getMessage() + ".");
        }
    }
}
