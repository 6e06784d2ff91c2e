package io.everthread.adapter.cli;

import io.everthread.application.BusyPolicy;
import io.everthread.port.BackendOptions;
import io.everthread.port.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the user chose: options before the environment before defaults. Wrong values are refused when they are asked for. */
final class Settings {

    private static final String CHAT = "chat";
    private static final String OPENAI_HOST = "api.openai.com";

    private final CommandSpec command;
    private final Map<String, String> environment;

    /** @param command the command that was given, its options parsed */
    Settings(CommandSpec command, Map<String, String> environment) {
        this.command = command;
        this.environment = environment;
    }

    /** @throws Refusal if options were given that exclude each other, or one without the one it needs */
    void check() {
        String backend = option(Grammar.BACKEND);
        boolean url = option(Grammar.BASE_URL) != null;
        if (has(Grammar.STRICT) && !scripted()) {
            throw Refusal.usage("--strict needs --script FILE.");
        }
        if (scripted() && (url || CHAT.equals(backend))) {
            throw Refusal.usage("--script is for the inmemory backend, and --base-url for chat; leave one out.");
        }
        if (url && OpenedBackend.OFFLINE.equals(backend)) {
            throw Refusal.usage("--base-url is for chat, and --backend says inmemory; leave one out.");
        }
        if (has(Grammar.JSON) && has(Grammar.JSONL)) {
            throw Refusal.usage("--json and --jsonl exclude each other; leave one out.");
        }
    }

    /** The backend's name; empty if the user named none, nor a script or base URL that tells. */
    Optional<Setting> backend() {
        // Whoever types --script wants no server to see the question, whatever the environment says.
        if (scripted() && option(Grammar.BACKEND) == null) {
            return Optional.of(new Setting(OpenedBackend.OFFLINE, Grammar.SCRIPT, true));
        }
        return setting(Grammar.BACKEND, "EVERTHREAD_BACKEND")
                .or(() -> baseUrl().map(url -> new Setting(CHAT, url.source(), url.typed())));
    }

    Optional<Setting> model() {
        return setting(Grammar.MODEL, "EVERTHREAD_MODEL");
    }

    /** @throws Refusal if the base URL is none */
    BackendOptions backendOptions() {
        URI url = baseUrl().map(Settings::url).orElse(null);
        return new BackendOptions(
                url, url == null ? null : apiKey(url), this.<Path>option(Grammar.SCRIPT), has(Grammar.STRICT));
    }

    @Nullable
    String instructions() {
        return option(Grammar.INSTRUCTIONS);
    }

    @Nullable
    String additionalInstructions() {
        return option(Grammar.ADD_INSTRUCTIONS);
    }

    /** Files and URLs. */
    List<String> images() {
        List<String> images = option(Grammar.IMAGE);
        return images == null ? List.of() : images;
    }

    boolean usage() {
        return has(Grammar.USAGE);
    }

    /** @throws Refusal if the policy is none */
    BusyPolicy onBusy() {
        String how = option(Grammar.ON_BUSY);
        if (how == null) {
            return BusyPolicy.WAIT;
        }
        return Arrays.stream(BusyPolicy.values())
                .filter(policy -> policy.name().equalsIgnoreCase(how))
                .findFirst()
                .orElseThrow(
                        () -> new Setting(how, Grammar.ON_BUSY, true).refused("is not one of wait, cancel, fail."));
    }

    /**
     * How long an answer may take; null for no limit.
     *
     * @throws Refusal if it is no duration
     */
    @Nullable
    Duration timeout() {
        String given = option(Grammar.TIMEOUT);
        return given == null ? null : duration(given);
    }

    Output output(Stdout out) {
        boolean jsonl = has(Grammar.JSONL);
        return jsonl || has(Grammar.JSON) ? new JsonOutput(out, jsonl) : new TextOutput(out);
    }

    Console.Level level() {
        List<Boolean> verbose = option(Grammar.VERBOSE);
        int times = verbose == null ? 0 : verbose.size();
        if (times >= 2 || debugged(environment)) {
            return Console.Level.DEBUG;
        }
        return times == 1 ? Console.Level.VERBOSE : has(Grammar.QUIET) ? Console.Level.QUIET : Console.Level.NORMAL;
    }

    static boolean debugged(Map<String, String> environment) {
        return "1".equals(environment.get("EVERTHREAD_DEBUG"));
    }

    private boolean scripted() {
        return option(Grammar.SCRIPT) != null;
    }

    private Optional<Setting> baseUrl() {
        return setting(Grammar.BASE_URL, "EVERTHREAD_BASE_URL");
    }

    private static URI url(Setting given) {
        try {
            URI url = new URI(given.value());
            boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (web && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException notAtAll) {
            // Refused below, as what is a URL of another kind.
        }
        throw given.refused("is not the URL of a server; give one like http://localhost:11434/v1.");
    }

    private @Nullable Secret apiKey(URI url) {
        String key = variable("EVERTHREAD_API_KEY");
        boolean openAi = "https".equalsIgnoreCase(url.getScheme()) && OPENAI_HOST.equalsIgnoreCase(url.getHost());
        if (key == null && openAi) {
            key = variable("OPENAI_API_KEY");
        }
        return key == null ? null : new Secret(key);
    }

    private static Duration duration(String given) {
        int digits = 0;
        while (digits < given.length() && Character.isDigit(given.charAt(digits))) {
            digits++;
        }
        // Nine digits, so that no unit overflows.
        if (digits > 0 && digits <= 9) {
            long number = Long.parseLong(given, 0, digits, 10);
            @Nullable
            Duration duration = switch (given.substring(digits)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> null;
            };
            if (duration != null && duration.isZero()) {
                throw Refusal.usage("--timeout must be more than 0, such as 30s.");
            }
            if (duration != null) {
                return duration;
            }
        }
        throw new Setting(given, Grammar.TIMEOUT, true)
                .refused("is not a duration; give a number and ms, s, m or h, such as 30s.");
    }

    private Optional<Setting> setting(String option, String variable) {
        String typed = option(option);
        if (typed != null) {
            return Optional.of(new Setting(typed, option, true));
        }
        return Optional.ofNullable(variable(variable)).map(value -> new Setting(value, variable, false));
    }

    private @Nullable String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    private boolean has(String flag) {
        return Boolean.TRUE.equals(this.<Boolean>option(flag));
    }

    private <T> @Nullable T option(String name) {
        OptionSpec option = command.findOption(name);
        return option == null ? null : option.getValue();
    }
}
