package io.everthread.benchmarks;

import io.everthread.adapter.inmemory.InMemory;
import io.everthread.adapter.inmemory.Rule;
import io.everthread.adapter.inmemory.Script;
import io.everthread.domain.AssistantId;
import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.domain.run.NumberedEvent;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunRequest;
import io.everthread.port.AssistantGateway;
import io.everthread.port.RunEvents;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** How many deltas a second come from the model through the engine, its event log and a watch, one commit each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class DeltaThroughput {

    private static final int DELTAS = 10_000;
    private static final Script SCRIPT = Script.of(
            Rule.always().saysInChunks(Collections.nCopies(DELTAS, "word ").toArray(String[]::new)));

    private InMemory fake = InMemory.create();
    private AssistantGateway gateway = fake.gateway();
    private AssistantId assistant = new AssistantId("none");

    /** Empty again for every iteration, since the fake keeps everything. */
    @Setup(Level.Iteration)
    public void open() {
        fake = InMemory.create().script(SCRIPT);
        gateway = fake.gateway();
        assistant = gateway.assistants().create(AssistantSpec.of("any")).id();
    }

    @TearDown(Level.Iteration)
    public void close() {
        fake.close();
    }

    @Benchmark
    @OperationsPerInvocation(DELTAS)
    public void deltas(Blackhole reader) {
        Run run = gateway.runs()
                .createWithConversation(NewConversation.of(NewMessage.user("Go on.")), RunRequest.of(assistant));
        try (RunEvents events = gateway.runs().watch(run.conversation(), run.id(), 0)) {
            while (events.hasNext()) {
                NumberedEvent event = events.next();
                reader.consume(event);
            }
        }
    }
}
