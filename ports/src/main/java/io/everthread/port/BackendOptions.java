package io.everthread.port;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a user may configure of a backend. A factory takes what concerns it into its own settings, and refuses what is missing.
 *
 * @param baseUrl where the server is
 * @param apiKey sent to that server and nowhere else
 * @param script for the scripted model
 * @param strict whether the scripted model fails a turn that no rule matches
 */
public record BackendOptions(
        @Nullable URI baseUrl,
        @Nullable Secret apiKey,
        @Nullable Path script,
        boolean strict) {

    public static final BackendOptions NONE = new BackendOptions(null, null, null, false);
}
