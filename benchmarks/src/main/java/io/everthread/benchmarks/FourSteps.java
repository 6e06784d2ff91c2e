package io.everthread.benchmarks;

import io.everthread.adapter.inmemory.InMemory;
import io.everthread.domain.AssistantId;
import io.everthread.domain.ConversationId;
import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunRequest;
import io.everthread.port.AssistantGateway;
import io.everthread.port.Page;
import io.everthread.port.PageRequest;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How often a second a test can go through the four steps on the fake: create a thread, add a message, run, list. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class FourSteps {

    private InMemory fake = InMemory.create();
    private AssistantGateway gateway = fake.gateway();
    private AssistantId assistant = new AssistantId("none");

    /** Empty again for every iteration, since the fake keeps everything. */
    @Setup(Level.Iteration)
    public void open() {
        fake = InMemory.create();
        gateway = fake.gateway();
        assistant = gateway.assistants().create(AssistantSpec.of("any")).id();
    }

    @TearDown(Level.Iteration)
    public void close() {
        fake.close();
    }

    @Benchmark
    public Page<Message> fourSteps() {
        ConversationId thread =
                gateway.conversations().create(NewConversation.EMPTY).id();
        gateway.messages().add(thread, NewMessage.user("Where were you born?"));
        Run run = gateway.runs().create(thread, RunRequest.of(assistant));
        gateway.runs().await(thread, run.id());
        return gateway.messages().list(thread, PageRequest.NEWEST);
    }
}
