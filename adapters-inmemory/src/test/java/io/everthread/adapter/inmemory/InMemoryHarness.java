package io.everthread.adapter.inmemory;

import io.everthread.port.AssistantGateway;
import io.everthread.port.Project;
import io.everthread.port.testkit.GatewayHarness;
import io.everthread.port.testkit.Shown;
import io.everthread.port.testkit.Turn;
import java.time.Duration;
import java.util.List;

/** The fake, as the contracts want it. */
final class InMemoryHarness implements GatewayHarness {

    private final InMemory inMemory = InMemory.create();
    private final ScriptedTurns turns = new ScriptedTurns();

    InMemoryHarness() {
        script(Turn.says("ok"));
    }

    @Override
    public AssistantGateway gateway() {
        return inMemory.gateway();
    }

    @Override
    public AssistantGateway gateway(Project project) {
        return inMemory.gateway(project);
    }

    @Override
    public void script(Turn... script) {
        inMemory.script(turns.script(script));
    }

    @Override
    public List<Shown> shown() {
        return turns.shown();
    }

    @Override
    public void elapse(Duration time) {
        inMemory.clock().advance(time);
    }

    /** What the journal has noted of the model is over. */
    @Override
    public boolean awaitUpstreamClosed() {
        elapse(Duration.ZERO);
        long over = inMemory.journal().entries().stream()
                .filter(entry -> entry.operation().equals("model.call"))
                .count();
        return over == turns.shown().size();
    }

    @Override
    public void close() {
        inMemory.close();
    }
}
