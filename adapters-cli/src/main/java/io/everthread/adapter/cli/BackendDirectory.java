package io.everthread.adapter.cli;

import io.everthread.port.AssistantException;
import io.everthread.port.AssistantGateway;
import io.everthread.port.BackendOptions;
import java.util.List;
import java.util.Set;

/** The backends there are to choose from. */
public interface BackendDirectory {

    Set<String> names();

    /**
     * What a backend is, in half a line.
     *
     * @throws AssistantException.Misconfigured if there is no backend of that name, suggesting the nearest
     */
    String summary(String name);

    /**
     * The models a backend offers; empty if it does not tell. May ask a server.
     *
     * @throws AssistantException if an option is missing or wrong, or the server cannot be asked
     */
    List<String> models(String name, BackendOptions options);

    /**
     * Opens a backend, to be closed by the caller.
     *
     * @throws AssistantException.Misconfigured if an option is missing or wrong
     */
    AssistantGateway open(String name, BackendOptions options);
}
