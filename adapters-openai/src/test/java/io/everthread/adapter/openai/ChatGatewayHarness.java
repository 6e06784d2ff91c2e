package io.everthread.adapter.openai;

import io.everthread.adapter.inmemory.MemoryStore;
import io.everthread.application.EngineSettings;
import io.everthread.application.RunEngine;
import io.everthread.port.AssistantGateway;
import io.everthread.port.LanguageModel;
import io.everthread.port.Project;
import io.everthread.port.testkit.GatewayHarness;
import io.everthread.port.testkit.Shown;
import io.everthread.port.testkit.Turn;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The engine on real threads, over the memory store and a chat model whose server is scripted. */
final class ChatGatewayHarness implements GatewayHarness {

    private final AtomicInteger ids = new AtomicInteger();
    private final ScriptedChatServer server = new ScriptedChatServer();
    private final ShiftedScheduler scheduler = new ShiftedScheduler();
    private final MemoryStore store = new MemoryStore(scheduler);
    private final LanguageModel model = ChatBackend.open(
            ChatSettings.of(server.baseUrl(), null),
            scheduler,
            Clock.systemUTC(),
            (cancelled, time) -> cancelled.getCount() == 0);
    private final RunEngine engine = new RunEngine(
            store,
            model,
            scheduler,
            kind -> kind.prefix() + ids.incrementAndGet(),
            (name, text) -> text.length(),
            EngineSettings.of("test"));
    private final AssistantGateway gateway = engine.gateway(Project.DEFAULT);

    @Override
    public AssistantGateway gateway() {
        return gateway;
    }

    @Override
    public AssistantGateway gateway(Project project) {
        return engine.gateway(project);
    }

    @Override
    public void script(Turn... turns) {
        server.script(turns);
    }

    @Override
    public List<Shown> shown() {
        return server.shown();
    }

    @Override
    public void elapse(Duration time) {
        scheduler.elapse(time);
    }

    @Override
    public boolean awaitUpstreamClosed() {
        return server.awaitUpstreamClosed();
    }

    @Override
    public void close() {
        engine.close();
        model.close();
        store.close();
        scheduler.close();
        server.close();
    }
}
