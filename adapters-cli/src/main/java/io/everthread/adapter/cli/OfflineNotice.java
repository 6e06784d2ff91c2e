package io.everthread.adapter.cli;

import java.util.Map;

/** Tells a user who has set nothing up that the reply is scripted, and the command for real ones with what is there. */
final class OfflineNotice {

    private static final String OLLAMA_PORT = ":11434";

    private OfflineNotice() {}

    /** @param command what the user wanted to do, such as {@code ask 'Hello'} */
    static void tell(Settings settings, Host host, String command, Console console) {
        if (settings.backend().isEmpty() && settings.backendOptions().script() == null) {
            console.notice("Replies are scripted, since no model is set up. " + advice(host.environment(), command));
        }
    }

    // Only the environment is looked at: asking the network would cost every start.
    private static String advice(Map<String, String> environment, String command) {
        String ollama = environment.getOrDefault("OLLAMA_HOST", "");
        if (!environment.getOrDefault("OPENAI_API_KEY", "").isBlank()) {
            return "OPENAI_API_KEY is set, so for real ones:\n" + line("https://api.openai.com/v1", command);
        } else if (!ollama.isBlank()) {
            return "OLLAMA_HOST is set, so for real ones:\n" + line(url(ollama), command);
        }
        return "With Ollama or another server running, for real ones:\n"
                + line("http://localhost" + OLLAMA_PORT + "/v1", command);
    }

    private static String line(String url, String command) {
        return "  everthread --backend chat --base-url " + url + " -m MODEL " + command;
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
