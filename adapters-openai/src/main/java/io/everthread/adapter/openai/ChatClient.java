package io.everthread.adapter.openai;

import feign.ExceptionPropagationPolicy;
import feign.Feign;
import feign.Retryer;
import io.everthread.port.AssistantException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Speaks to one server. Costs nothing until the first call. */
final class ChatClient implements AutoCloseable {

    private static final Set<Integer> NO_SUCH_PATH = Set.of(404, 405, 501);

    private final ChatSettings settings;
    private final OkHttpEngine engine;
    private final Failures failures;
    private @Nullable ChatApi api;

    ChatClient(ChatSettings settings, InstantSource clock) {
        this.settings = settings;
        this.engine = new OkHttpEngine(settings);
        this.failures = new Failures(settings, clock);
    }

    ChatSettings settings() {
        return settings;
    }

    Failures failures() {
        return failures;
    }

    /** A request to come that may take {@code limit} as a whole. */
    Exchange exchange(Duration limit) {
        return new Exchange(settings.timeLimits(), limit);
    }

    /**
     * Sends a turn. The answer is to be closed.
     *
     * @throws HttpError if the status is not 2xx
     * @throws IOException if no answer came
     */
    Answer complete(byte[] body, Exchange exchange) throws IOException {
        return api().complete(body, exchange);
    }

    /** The names of the server's models; empty if it keeps no list. */
    List<String> models(Duration limit) {
        Exchange exchange = exchange(limit);
        try (Answer answer = api().models(exchange)) {
            JsonNode list = Json.read(answer.text());
            List<String> names = new ArrayList<>();
            for (JsonNode model : list.isArray() ? list : list.path("data")) {
                String name = model.path("id").stringValue("");
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
            return List.copyOf(names);
        } catch (HttpError error) {
            if (NO_SUCH_PATH.contains(error.status())) {
                return List.of();
            }
            throw failures.refused(error, null, List::of);
        } catch (JacksonException notJson) {
            throw failures.notJson(null);
        } catch (IOException failure) {
            throw failures.unread(failure, exchange);
        }
    }

    /** Like {@link #models}, for where the names are but a help. */
    List<String> modelsIfTold(Duration limit) {
        try {
            return models(limit);
        } catch (AssistantException untold) {
            return List.of();
        }
    }

    @Override
    public void close() {
        engine.close();
    }

    private synchronized ChatApi api() {
        if (api == null) {
            api = Feign.builder()
                    .client(engine)
                    .retryer(Retryer.NEVER_RETRY)
                    .exceptionPropagationPolicy(ExceptionPropagationPolicy.UNWRAP)
                    .decoder((response, type) -> new Answer(response))
                    .doNotCloseAfterDecode()
                    .errorDecoder((method, response) -> new HttpError(response))
                    .target(ChatApi.class, settings.baseUrl().toString());
        }
        return api;
    }
}
