package io.everthread.domain.assistant;

import io.everthread.domain.InvalidValue;
import org.jspecify.annotations.Nullable;

/**
 * How the model samples and shapes its reply. Null leaves the choice to the server.
 *
 * @param temperature 0 to 2
 * @param topP 0 to 1
 * @param reasoningEffort such as {@code low} or {@code high}; models differ in what they accept
 */
public record Sampling(
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable String reasoningEffort,
        @Nullable ResponseFormat responseFormat) {

    /** Everything left to the server. */
    public static final Sampling DEFAULT = new Sampling(null, null, null, null);

    /** @throws InvalidValue if a number is out of range */
    public Sampling {
        InvalidValue.ifOutside("temperature", temperature, 0, 2);
        InvalidValue.ifOutside("top_p", topP, 0, 1);
    }

    /** This, with {@code fallback}'s values where this leaves the choice open. */
    public Sampling orElse(Sampling fallback) {
        return new Sampling(
                temperature != null ? temperature : fallback.temperature,
                topP != null ? topP : fallback.topP,
                reasoningEffort != null ? reasoningEffort : fallback.reasoningEffort,
                responseFormat != null ? responseFormat : fallback.responseFormat);
    }
}
