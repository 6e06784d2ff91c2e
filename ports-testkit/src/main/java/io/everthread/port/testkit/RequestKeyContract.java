package io.everthread.port.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.everthread.domain.ConversationId;
import io.everthread.domain.Metadata;
import io.everthread.domain.assistant.Assistant;
import io.everthread.domain.conversation.Conversation;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunRequest;
import io.everthread.domain.run.RunStatus;
import io.everthread.domain.tool.ToolOutput;
import io.everthread.port.AssistantException;
import io.everthread.port.AssistantException.KeyReused;
import io.everthread.port.AssistantGateway;
import io.everthread.port.CallOptions;
import io.everthread.port.Limitation;
import io.everthread.port.PageRequest;
import io.everthread.port.Project;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What {@link AssistantGateway} promises of requests that are repeated under one key. */
public abstract class RequestKeyContract extends GatewayFixture {

    @Test
    @Proves("AG-04")
    void anAssistantIsCreatedOnce() throws Throwable {
        ifKeysAreRecognised(() -> {
            Assistant first = keyed("k").assistants().create(Samples.ASSISTANT);
            Assistant second = keyed("k").assistants().create(Samples.ASSISTANT);

            assertThat(second).isEqualTo(first);
            assertThat(gateway.assistants().list(PageRequest.NEWEST).items()).containsExactly(first);
        });
    }

    @Test
    @Proves("AG-04")
    void aConversationIsCreatedOnceADayLong() throws Throwable {
        ifKeysAreRecognised(() -> {
            NewConversation draft = Samples.conversation("hi").withMetadata(Samples.METADATA);
            Conversation first = keyed("k").conversations().create(draft);
            harness.elapse(Duration.ofHours(23));
            Conversation second = keyed("k").conversations().create(draft);

            assertThat(second).isEqualTo(first);
            assertThat(texts(first.id())).containsExactly("hi");
        });
    }

    @Test
    @Proves("AG-04")
    void aMessageIsAddedOnce() throws Throwable {
        ifKeysAreRecognised(() -> {
            ConversationId conversation = conversation();
            Message first = keyed("k").messages().add(conversation, Samples.user("hi"));
            Message second = keyed("k").messages().add(conversation, Samples.user("hi"));

            assertThat(second).isEqualTo(first);
            assertThat(messages(conversation)).containsExactly(first);
        });
    }

    @Test
    @Proves("AG-04")
    void aRunIsCreatedOnceBusyOrNot() throws Throwable {
        ifKeysAreRecognised(() -> {
            ConversationId conversation = conversation("hi");
            RunRequest request = RunRequest.of(assistant()).withAdditionalMessages(List.of(Samples.user("more")));
            harness.script(Turn.says("hello"));

            Run first = keyed("k").runs().create(conversation, request);
            Run whileActive = keyed("k").runs().create(conversation, request);
            awaited(first);
            Run afterwards = keyed("k").runs().create(conversation, request);

            assertThat(List.of(whileActive.id(), afterwards.id())).containsOnly(first.id());
            assertThat(texts(conversation)).containsExactly("hi", "more", "hello");
            assertThat(gateway.runs().list(conversation, PageRequest.NEWEST).items())
                    .hasSize(1);
            assertThat(harness.shown()).hasSize(1);
        });
    }

    @Test
    @Proves("AG-04")
    void aConversationWithARunIsCreatedOnce() throws Throwable {
        ifKeysAreRecognised(() -> {
            RunRequest request = RunRequest.of(assistant());
            Run first = keyed("k").runs().createWithConversation(Samples.conversation("hi"), request);
            Run second = keyed("k").runs().createWithConversation(Samples.conversation("hi"), request);
            awaited(first);

            assertThat(second.id()).isEqualTo(first.id());
            assertThat(second.conversation()).isEqualTo(first.conversation());
            assertThat(harness.shown()).hasSize(1);
        });
    }

    @Test
    @Proves("AG-04")
    void outputsAreTakenOnce() throws Throwable {
        ifKeysAreRecognised(() -> {
            Run run = stoppedRun(Turn.calls("look_up", "{}"), Turn.says("done"));
            List<ToolOutput> outputs = List.of(outputsFor(run));

            keyed("k").runs().submitToolOutputs(run.conversation(), run.id(), outputs);
            awaited(run);
            Run repeated = keyed("k").runs().submitToolOutputs(run.conversation(), run.id(), outputs);

            assertThat(repeated.id()).isEqualTo(run.id());
            assertThat(current(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(harness.shown()).hasSize(2);
        });
    }

    @Test
    @Proves({"AG-01", "AG-04"})
    void manyAtOnceActOnce() throws Throwable {
        ifKeysAreRecognised(() -> {
            ConversationId conversation = conversation();

            List<Message> added = InParallel.call(8, i -> keyed("k").messages().add(conversation, Samples.user("hi")));

            assertThat(new HashSet<>(added)).hasSize(1);
            assertThat(messages(conversation)).hasSize(1);
        });
    }

    @Test
    @Proves({"AG-03", "AG-04"})
    void aKeyOfAFailedCallIsStillGood() throws Throwable {
        ifKeysAreRecognised(() -> {
            Run active = stoppedRun(Turn.calls("look_up", "{}"));
            ConversationId conversation = active.conversation();
            assertThrows(
                    AssistantException.Busy.class,
                    () -> keyed("k").messages().add(conversation, Samples.user("later")));
            cancelled(active);

            keyed("k").messages().add(conversation, Samples.user("later"));

            assertThat(texts(conversation)).containsExactly("hi", "later");
        });
    }

    @Test
    @Proves("AG-05")
    void aKeyIsRefusedWithOtherArguments() throws Throwable {
        ifKeysAreRecognised(() -> {
            ConversationId conversation = conversation();
            ConversationId other = conversation();
            keyed("k").messages().add(conversation, Samples.user("hi"));

            assertThrows(KeyReused.class, () -> keyed("k").messages().add(conversation, Samples.user("hello")));
            assertThrows(KeyReused.class, () -> keyed("k").messages().add(other, Samples.user("hi")));
            assertThrows(
                    KeyReused.class,
                    () -> keyed("k")
                            .messages()
                            .add(conversation, Samples.user("hi").withMetadata(Metadata.of("a", "b"))));

            assertThat(texts(conversation)).containsExactly("hi");
            assertThat(texts(other)).isEmpty();
        });
    }

    @Test
    @Proves("AG-05")
    void aKeyIsRefusedForAnotherKindOfCall() throws Throwable {
        ifKeysAreRecognised(() -> {
            Assistant assistant = keyed("k").assistants().create(Samples.ASSISTANT);
            ConversationId conversation = conversation("hi");

            assertThrows(KeyReused.class, () -> keyed("k").conversations().create(NewConversation.EMPTY));
            assertThrows(KeyReused.class, () -> keyed("k").runs().create(conversation, RunRequest.of(assistant.id())));

            assertThat(gateway.runs().list(conversation, PageRequest.NEWEST).items())
                    .isEmpty();
        });
    }

    @Test
    @Proves({"AG-04", "AG-07"})
    void aKeyOfAnotherProjectIsAnotherKey() throws Throwable {
        ifKeysAreRecognised(() -> {
            AssistantGateway other = harness.gateway(new Project("other"));

            Assistant here = keyed("k").assistants().create(Samples.ASSISTANT);
            Assistant there = other.with(CallOptions.key("k")).assistants().create(Samples.ASSISTANT);

            assertThat(there.id()).isNotEqualTo(here.id());
        });
    }

    private AssistantGateway keyed(String key) {
        return gateway.with(CallOptions.key(key));
    }

    private void ifKeysAreRecognised(Executable works) throws Throwable {
        unlessLimited(Limitation.REQUEST_KEYS, () -> keyed("k").assistants().create(Samples.ASSISTANT), works);
    }
}
