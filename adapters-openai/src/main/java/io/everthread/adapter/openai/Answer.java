package io.everthread.adapter.openai;

import feign.Response;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer that Feign hands over unread. It is a type of our own because Feign would give back a plain {@link
 * Response} whatever its status.
 */
final class Answer implements Closeable {

    private final Response response;
    private final BufferedReader reader;

    Answer(Response response) throws IOException {
        this.response = response;
        // Both readers hand on what is there, and wait only when there is nothing.
        this.reader =
                new BufferedReader(new InputStreamReader(response.body().asInputStream(), StandardCharsets.UTF_8));
    }

    /** What the server calls this request; null if it does not say. */
    @Nullable
    String requestId() {
        return response.headers().getOrDefault("x-request-id", List.of()).stream()
                .findFirst()
                .orElse(null);
    }

    /**
     * The first character that is neither white space nor a byte order mark, which stays unread; servers do not always
     * say truly what they send.
     *
     * @return -1 if the answer is empty
     */
    int peek() throws IOException {
        while (true) {
            reader.mark(1);
            int c = reader.read();
            if (c == -1) {
                return -1;
            }
            if (c != '\uFEFF' && !Character.isWhitespace(c)) {
                reader.reset();
                return c;
            }
        }
    }

    EventStream events() {
        return new EventStream(reader);
    }

    /** All that is left. */
    String text() throws IOException {
        StringWriter text = new StringWriter();
        reader.transferTo(text);
        return text.toString();
    }

    /** Gives the connection back if the answer was read to its end, and otherwise closes it. */
    @Override
    public void close() {
        response.close();
    }
}
