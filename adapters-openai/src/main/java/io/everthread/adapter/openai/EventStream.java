package io.everthread.adapter.openai;

import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events one by one, each as soon as it is complete. Any line end, comments and unknown fields are
 * fine.
 */
final class EventStream {

    /** @param name {@code message} unless the server gave another */
    record Event(String name, String data) {}

    private final BufferedReader lines;

    EventStream(BufferedReader lines) {
        this.lines = lines;
    }

    /** The next event that carries data; null at the end. An event that the end cut short counts. */
    @Nullable
    Event next() throws IOException {
        String name = "message";
        StringBuilder data = new StringBuilder();
        boolean some = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (some) {
                    break;
                }
                name = "message";
                continue;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + (line.startsWith(" ", colon + 1) ? 2 : 1));
            switch (field) {
                case "event" -> name = value;
                case "data", "error" -> {
                    // llama.cpp writes "error: {…}" where "event: error" is meant.
                    name = field.equals("error") ? "error" : name;
                    data.append(some ? "\n" : "").append(value);
                    some = true;
                }
                default -> {
                    // A comment, an id or a hint for reconnecting.
                }
            }
        }
        return some ? new Event(name, data.toString()) : null;
    }
}
