package io.everthread.adapter.openai;

import io.everthread.port.AssistantException;
import io.everthread.port.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a {@code /chat/completions} server is reached.
 *
 * @param baseUrl what {@code /chat/completions} is appended to, such as {@code http://localhost:11434/v1}; http or
 *     https, with a host, without user, query and fragment. A slash at the end makes no difference and is dropped.
 * @param apiKey sent as bearer token; null if the server wants none; printable ASCII without spaces
 * @param tokenLimit how the server calls the limit of a reply
 */
public record ChatSettings(
        URI baseUrl,
        @Nullable Secret apiKey,
        TokenLimit tokenLimit,
        TimeLimits timeLimits,
        Repeats repeats,
        Breaker breaker) {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** The two names of one field. */
    public enum TokenLimit {
        /** OpenAI's present name; its reasoning models refuse the other. */
        MAX_COMPLETION_TOKENS,
        /** OpenAI's former name, which every other server knows. */
        MAX_TOKENS
    }

    /**
     * How long the steps of a call may take. The whole turn is limited by its request.
     *
     * @param connect until the connection stands; positive
     * @param silence until the first byte of the answer, and between any two; positive
     */
    public record TimeLimits(Duration connect, Duration silence) {

        /** Ten seconds to connect, two minutes of silence. */
        public static final TimeLimits DEFAULT = new TimeLimits(Duration.ofSeconds(10), Duration.ofMinutes(2));
    }

    /**
     * How a refused call is repeated. Pauses grow from {@code firstPause} by doubling, each varied at random by up to a
     * quarter; a server that names a pause is obeyed, unless it wants more than {@code longestPause}: then the call
     * fails at once.
     *
     * @param attempts how often a call is made at most; 1 never repeats
     */
    public record Repeats(int attempts, Duration firstPause, Duration longestPause) {

        /** Three attempts, with pauses from half a second to a minute. */
        public static final Repeats DEFAULT = new Repeats(3, Duration.ofMillis(500), Duration.ofMinutes(1));
    }

    /**
     * When a failing server is left alone.
     *
     * @param calls how many calls are looked at; once there are that many, and half of them failed, no more are made
     * @param pause for how long; then a single call is tried, and decides
     */
    public record Breaker(int calls, Duration pause) {

        /** Ten calls, thirty seconds. */
        public static final Breaker DEFAULT = new Breaker(10, Duration.ofSeconds(30));
    }

    /** @throws AssistantException.Misconfigured if the base URL or the key cannot be used */
    public ChatSettings {
        baseUrl = checked(baseUrl);
        if (apiKey != null && !apiKey.reveal().chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new AssistantException.Misconfigured("The API key contains a space, a line break or another character"
                    + " that cannot be sent; check how it was copied.");
        }
    }

    /** The defaults for the server at {@code baseUrl}. */
    public static ChatSettings of(URI baseUrl, @Nullable Secret apiKey) {
        TokenLimit limit =
                "api.openai.com".equals(baseUrl.getHost()) ? TokenLimit.MAX_COMPLETION_TOKENS : TokenLimit.MAX_TOKENS;
        return new ChatSettings(baseUrl, apiKey, limit, TimeLimits.DEFAULT, Repeats.DEFAULT, Breaker.DEFAULT);
    }

    public ChatSettings with(TokenLimit tokenLimit) {
        return new ChatSettings(baseUrl, apiKey, tokenLimit, timeLimits, repeats, breaker);
    }

    public ChatSettings with(TimeLimits timeLimits) {
        return new ChatSettings(baseUrl, apiKey, tokenLimit, timeLimits, repeats, breaker);
    }

    public ChatSettings with(Repeats repeats) {
        return new ChatSettings(baseUrl, apiKey, tokenLimit, timeLimits, repeats, breaker);
    }

    public ChatSettings with(Breaker breaker) {
        return new ChatSettings(baseUrl, apiKey, tokenLimit, timeLimits, repeats, breaker);
    }

    private static URI checked(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        String authority = url.getRawAuthority();
        if (!SCHEMES.contains(scheme) || authority == null) {
            throw new AssistantException.Misconfigured("The base URL '" + url.getScheme() + ":…' cannot be used;"
                    + " it must look like http://host:port/v1 or https://host/v1.");
        }
        if (authority.contains("@")) {
            throw new AssistantException.Misconfigured(
                    "The base URL must not contain a user or password; give the API key by itself.");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new AssistantException.Misconfigured(
                    "The base URL must end with its path; take away everything from '?' or '#' on.");
        }
        return URI.create(scheme + "://" + authority + url.getRawPath().replaceFirst("/+$", ""));
    }
}
