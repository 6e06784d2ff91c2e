package io.everthread.port.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.domain.ConversationId;
import io.everthread.domain.Metadata;
import io.everthread.domain.Patch;
import io.everthread.domain.conversation.Conversation;
import io.everthread.domain.conversation.ConversationChange;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.conversation.Role;
import io.everthread.domain.run.Run;
import io.everthread.domain.tool.ToolResources;
import io.everthread.port.AssistantException.NotFound;
import io.everthread.port.Limitation;
import io.everthread.port.PageRequest;
import io.everthread.port.RunEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link io.everthread.port.Conversations} promises. */
public abstract class ConversationsContract extends GatewayFixture {

    private static final ToolResources FILES = new ToolResources(List.of("file-1"), List.of("vs-1"), null);

    @Test
    @Proves("AG-20")
    void theFirstMessagesAreThereAtOnceInOrder() {
        NewConversation draft =
                NewConversation.of(Samples.user("one"), Samples.assistant("two"), Samples.user("three"));

        Conversation created = gateway.conversations().create(draft);

        List<Message> messages = messages(created.id());
        assertThat(messages).extracting(Message::text).containsExactly("one", "two", "three");
        assertThat(messages).extracting(Message::role).containsExactly(Role.USER, Role.ASSISTANT, Role.USER);
    }

    @Test
    @Proves("AG-21")
    void anUpdateOfTheMetadataKeepsTheRest() {
        Conversation created = gateway.conversations()
                .create(new NewConversation(List.of(Samples.user("hi")), FILES, Metadata.of("old", "pair")));

        Conversation updated =
                gateway.conversations().update(created.id(), ConversationChange.metadata(Metadata.of("new", "pair")));

        Conversation expected = created.with(FILES, Metadata.of("new", "pair"));
        assertThat(updated).isEqualTo(expected);
        assertThat(gateway.conversations().get(created.id())).isEqualTo(expected);
        assertThat(texts(created.id())).containsExactly("hi");
    }

    @Test
    @Proves("AG-21")
    void anUpdateOfTheToolResourcesKeepsTheRest() {
        Conversation created = gateway.conversations().create(NewConversation.EMPTY.withMetadata(Samples.METADATA));

        gateway.conversations().update(created.id(), new ConversationChange(Patch.set(FILES), Patch.keep()));

        assertThat(gateway.conversations().get(created.id())).isEqualTo(created.with(FILES, Samples.METADATA));
    }

    @Test
    @Proves("AG-22")
    void aDeletedConversationIsGoneWithItsMessagesRunsAndSteps() throws Throwable {
        Run run = stoppedRun(Turn.says("hello"));
        ConversationId deleted = run.conversation();
        Message message = written(run).get(0);
        ConversationId kept = conversation("elsewhere");

        gateway.conversations().delete(deleted);

        assertNotFound(
                NotFound.Resource.CONVERSATION,
                deleted,
                () -> gateway.conversations().get(deleted));
        assertNotFound(NotFound.Resource.CONVERSATION, deleted, () -> messages(deleted));
        assertNotFound(
                NotFound.Resource.CONVERSATION, deleted, () -> gateway.runs().list(deleted, PageRequest.NEWEST));
        assertThatIsGone(() -> gateway.messages().get(deleted, message.id()));
        assertThatIsGone(() -> current(run));
        assertThatIsGone(() -> steps(run));
        assertThat(texts(kept)).containsExactly("elsewhere");
        unlessLimited(
                Limitation.LIST_CONVERSATIONS,
                () -> gateway.conversations().list(PageRequest.NEWEST),
                () -> assertThat(
                                gateway.conversations().list(PageRequest.NEWEST).items())
                        .extracting(Conversation::id)
                        .containsExactly(kept));
    }

    @Test
    @Proves("AG-22")
    void deletingAConversationStopsItsActiveRun() {
        Run run = runHeldAfter("so far");
        try (RunEvents events = watch(run, 0)) {
            gateway.conversations().delete(run.conversation());

            rest(events);
        }
        // A run that went on would have kept its reader until it expired.
        Instant now = gateway.conversations().create(NewConversation.EMPTY).createdAt();
        assertThat(now).isBefore(run.createdAt().plus(Run.LIFETIME));
        assertThatIsGone(() -> current(run));
        assertThat(harness.awaitUpstreamClosed()).isTrue();
        assertThat(harness.shown()).hasSize(1);
        assertUsable(conversation("next"));
    }

    @Test
    @Proves("AG-22")
    void deletingAConversationDropsTheCallsItsRunWaitedFor() {
        Run run = stoppedRun(Turn.calls("look_up", "{}"), Turn.says("never"));

        gateway.conversations().delete(run.conversation());

        assertThatIsGone(() -> submitted(run, outputsFor(run)));
        harness.elapse(Duration.ZERO);
        assertThat(harness.shown()).hasSize(1);
    }
}
