package io.everthread.app;

import io.everthread.adapter.cli.BackendDirectory;
import io.everthread.library.Backends;
import io.everthread.port.AssistantGateway;
import io.everthread.port.BackendOptions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;

/** The library's backends, as the command line wants to see them. */
final class LibraryDirectory implements BackendDirectory {

    private final Backends backends;

    @Inject
    LibraryDirectory(Backends backends) {
        this.backends = backends;
    }

    @Override
    public Set<String> names() {
        return backends.names();
    }

    @Override
    public String summary(String name) {
        return backends.summary(name);
    }

    @Override
    public List<String> models(String name, BackendOptions options) {
        return backends.models(name, options);
    }

    @Override
    public AssistantGateway open(String name, BackendOptions options) {
        return backends.open(name, options);
    }
}
