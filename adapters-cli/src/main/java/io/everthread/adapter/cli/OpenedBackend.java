package io.everthread.adapter.cli;

import io.everthread.domain.AssistantId;
import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.domain.run.RunRequest;
import io.everthread.port.AssistantException;
import io.everthread.port.AssistantGateway;
import io.everthread.port.BackendOptions;
import java.util.List;

/** The chosen backend, ready to be asked: opened, and with the assistant that answers. */
record OpenedBackend(AssistantGateway gateway, AssistantId assistant) implements AutoCloseable {

    /** What answers when nothing is set up; under any model's name. */
    static final String OFFLINE = "inmemory";

    private static final int MODELS_NAMED = 20;

    /**
     * @throws Refusal if a setting is missing or wrong
     * @throws AssistantException if the backend cannot be opened
     */
    static OpenedBackend open(BackendDirectory backends, Settings settings) {
        String name = settings.backend().map(chosen -> known(backends, chosen)).orElse(OFFLINE);
        BackendOptions options = settings.backendOptions();
        try {
            return open(backends, name, options, settings);
        } catch (AssistantException.Misconfigured wrong) {
            boolean nothingGiven = options.baseUrl() == null && options.script() == null;
            throw nothingGiven
                    ? new Refusal(
                            ExitCode.CONFIGURATION,
                            wrong.getMessage() + " Give it with --base-url URL or EVERTHREAD_BASE_URL.")
                    : wrong;
        }
    }

    private static OpenedBackend open(
            BackendDirectory backends, String name, BackendOptions options, Settings settings) {
        String model = settings.model()
                .map(Setting::value)
                .orElseGet(() -> name.equals(OFFLINE) ? "offline" : onlyModel(backends, name, options));
        AssistantGateway gateway = backends.open(name, options);
        try {
            AssistantSpec spec = AssistantSpec.of(model).withName("everthread");
            return new OpenedBackend(gateway, gateway.assistants().create(spec).id());
        } catch (AssistantException notCreated) {
            gateway.close();
            throw notCreated;
        }
    }

    RunRequest run(Settings settings) {
        RunRequest run = RunRequest.of(assistant);
        String instructions = settings.instructions();
        if (instructions != null) {
            run = run.withInstructions(instructions);
        }
        String more = settings.additionalInstructions();
        return more == null ? run : run.withAdditionalInstructions(more);
    }

    @Override
    public void close() {
        gateway.close();
    }

    private static String known(BackendDirectory backends, Setting chosen) {
        if (!backends.names().contains(chosen.value())) {
            try {
                backends.summary(chosen.value());
            } catch (AssistantException.Misconfigured unknown) {
                throw chosen.refusedAs(String.valueOf(unknown.getMessage()));
            }
        }
        return chosen.value();
    }

    private static String onlyModel(BackendDirectory backends, String name, BackendOptions options) {
        List<String> models = backends.models(name, options);
        if (models.size() == 1) {
            return models.get(0);
        }
        String offered = models.isEmpty()
                ? "the backend does not tell which it has."
                : "the backend has: " + String.join(", ", models.subList(0, Math.min(models.size(), MODELS_NAMED)))
                        + (models.size() > MODELS_NAMED ? " and " + (models.size() - MODELS_NAMED) + " more." : ".");
        throw Refusal.usage("Which model shall answer? Name it with -m MODEL or EVERTHREAD_MODEL; " + offered);
    }
}
