package io.everthread.adapter.cli;

import java.util.List;
import java.util.Map;

/** Tells a user who has set nothing up that the reply is scripted, and the command for real ones with what is there. */
final class OfflineNotice {

    private static final String OLLAMA_PORT = ":11434";

    private OfflineNotice() {}

    /**
     * @param command what the user wanted to do, such as {@code ask}
     * @param words its arguments
     */
    static void tell(Settings settings, Host host, String command, List<String> words, Console console) {
        if (settings.backend().isEmpty()) {
            String model = settings.model().map(Setting::value).orElse("MODEL");
            // A command that can be pasted must not lose what was piped in, nor have text taken for an option.
            boolean whole = host.isTerminal(Host.Stream.IN) && words.stream().noneMatch(word -> word.startsWith("-"));
            String before = whole ? "for real ones:\n  everthread " : "for a real one, add: ";
            console.notice("Replies are scripted, since no model is set up. "
                    + advice(host.environment(), before)
                    + " -m " + model
                    + (whole ? " " + command + quoted(words) : ""));
        }
    }

    // Only the environment is looked at: asking the network would cost every start.
    private static String advice(Map<String, String> environment, String before) {
        String ollama = environment.getOrDefault("OLLAMA_HOST", "");
        if (!environment.getOrDefault("OPENAI_API_KEY", "").isBlank()) {
            return "OPENAI_API_KEY is set, so " + before + options("https://api.openai.com/v1");
        } else if (!ollama.isBlank()) {
            return "OLLAMA_HOST is set, so " + before + options(url(ollama));
        }
        return "With Ollama or another server running, " + before + options("http://localhost" + OLLAMA_PORT + "/v1");
    }

    private static String options(String url) {
        return "--backend chat --base-url " + url;
    }

    private static String quoted(List<String> words) {
        return words.isEmpty() ? "" : " '" + String.join(" ", words).replace("'", "'\\''") + "'";
    }

    /** Ollama takes a host, a host and port, or a URL; 0.0.0.0 is where it listens and not where it is. */
    private static String url(String ollamaHost) {
        String host = ollamaHost.strip().replace("0.0.0.0", "localhost");
        int path = host.indexOf("//") < 0 ? 0 : host.indexOf("//") + 2;
        String scheme = path == 0 ? "http://" : host.substring(0, path);
        String rest = host.substring(path).replaceFirst("/+$", "");
        return scheme + rest + (rest.contains(":") ? "" : OLLAMA_PORT) + "/v1";
    }
}
