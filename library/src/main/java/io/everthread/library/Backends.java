package io.everthread.library;

import io.everthread.adapter.inmemory.MemoryStore;
import io.everthread.application.EngineSettings;
import io.everthread.application.RunEngine;
import io.everthread.application.Scheduler;
import io.everthread.port.AssistantException;
import io.everthread.port.AssistantGateway;
import io.everthread.port.BackendFactory;
import io.everthread.port.BackendOptions;
import io.everthread.port.GatewayFactory;
import io.everthread.port.LanguageModel;
import io.everthread.port.ModelFactory;
import io.everthread.port.Project;
import io.everthread.port.StateStore;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The backends by name. A backend that is a model is joined with a store in memory and the run engine; nothing of the other
 * backends is touched. Thread-safe; keeps nothing that has to be closed.
 */
public final class Backends {

    private final Map<String, Provider<BackendFactory>> factories;

    @Inject
    Backends(Map<String, Provider<BackendFactory>> factories) {
        this.factories = factories;
    }

    /** The backends that come with Everthread. */
    public static Backends included() {
        return DaggerBackendsComponent.create().backends();
    }

    /** The names {@link #open} knows, in alphabetical order. */
    public Set<String> names() {
        return new TreeSet<>(factories.keySet());
    }

    /**
     * What a backend is, in half a line of help text.
     *
     * @throws AssistantException.Misconfigured if there is no backend of that name, suggesting the nearest
     */
    public String summary(String name) {
        return factory(name).summary();
    }

    /**
     * The models a backend offers, as it names them; empty if it does not tell. Blocks while a remote server is asked.
     *
     * @throws AssistantException.Misconfigured as {@link #open} does
     * @throws AssistantException if the server cannot be asked
     */
    public List<String> models(String name, BackendOptions options) {
        if (!(factory(name) instanceof ModelFactory models)) {
            return List.of();
        }
        try (ThreadScheduler scheduler = new ThreadScheduler();
                LanguageModel model = models.open(options, scheduler)) {
            return model.models();
        }
    }

    /**
     * Opens a backend. Closing the gateway closes everything that was opened for it.
     *
     * @throws AssistantException.Misconfigured if there is no backend of that name, or an option it needs is missing or wrong
     */
    public AssistantGateway open(String name, BackendOptions options) {
        BackendFactory factory = factory(name);
        return factory instanceof GatewayFactory gateways
                ? gateways.open(options)
                : withEngine((ModelFactory) factory, options);
    }

    private static AssistantGateway withEngine(ModelFactory models, BackendOptions options) {
        Scheduler scheduler = new ThreadScheduler();
        LanguageModel model = models.open(options, scheduler);
        StateStore store = new MemoryStore(scheduler);
        RunEngine engine = new RunEngine(
                store, model, scheduler, new RandomIds(), new EstimatingTokenCounter(), EngineSettings.of("embedded"));
        return new OwningGateway(engine.gateway(Project.DEFAULT), () -> {
            engine.close();
            model.close();
            store.close();
            scheduler.close();
        });
    }

    private BackendFactory factory(String name) {
        Provider<BackendFactory> provider = factories.get(name);
        if (provider == null) {
            throw new AssistantException.Misconfigured(
                    "There is no backend '" + name + "'. " + NearNames.suggestion(name, names()));
        }
        return provider.get();
    }
}
