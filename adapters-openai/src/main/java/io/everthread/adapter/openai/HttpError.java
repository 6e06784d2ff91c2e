package io.everthread.adapter.openai;

import feign.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer whose status says no; {@link Failures} translates it. */
final class HttpError extends RuntimeException {

    private static final long serialVersionUID = 1L;
    /** More of an error than anybody reads. */
    private static final int MOST_BYTES = 64 * 1024;

    private final int status;
    private final transient Map<String, Collection<String>> headers;
    private final transient ErrorBody body;

    HttpError(Response response) {
        super("HTTP status " + response.status(), null, false, false);
        this.status = response.status();
        this.headers = response.headers();
        this.body = ErrorBody.of(text(response));
    }

    int status() {
        return status;
    }

    @Nullable
    String header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst().orElse(null);
    }

    ErrorBody body() {
        return body;
    }

    private static String text(Response response) {
        try {
            return new String(response.body().asInputStream().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            return ""; // The status alone says enough.
        }
    }
}
