package io.everthread.port.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.everthread.domain.ConversationId;
import io.everthread.domain.Metadata;
import io.everthread.domain.RunId;
import io.everthread.domain.conversation.Attachment;
import io.everthread.domain.conversation.Content;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.conversation.MessageState;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.domain.conversation.Role;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunRequest;
import io.everthread.domain.tool.ToolType;
import io.everthread.port.AssistantException;
import io.everthread.port.AssistantException.NotFound;
import io.everthread.port.PageRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link io.everthread.port.Messages} promises. */
public abstract class MessagesContract extends GatewayFixture {

    private static final NewMessage FULL = new NewMessage(
            Role.USER,
            List.of(
                    Content.text("  Grüße,\n\n\"緑\" 🌱  \t"),
                    new Content.ImageUrl("https://example.org/a.png?x=1&y=2", "low"),
                    new Content.ImageUrl("https://example.org/b.png", null),
                    Content.text("and more")),
            List.of(
                    new Attachment("file-1", List.of(ToolType.FILE_SEARCH, ToolType.CODE_INTERPRETER)),
                    new Attachment("file-2", List.of(ToolType.CODE_INTERPRETER))),
            Samples.METADATA);

    @Test
    @Proves("AG-30")
    void anAddedMessageIsCompleteAndListedNext() {
        ConversationId conversation = conversation("first");

        Message added = gateway.messages().add(conversation, Samples.user("second"));

        assertThat(added.state().status()).isEqualTo(MessageState.Status.COMPLETED);
        assertThat(added.conversation()).isEqualTo(conversation);
        assertThat(added.run()).isNull();
        assertThat(added.assistant()).isNull();
        assertThat(texts(conversation)).containsExactly("first", "second");
        assertThat(gateway.messages().get(conversation, added.id())).isEqualTo(added);
    }

    @Test
    @Proves("AG-30")
    void anAddedMessageKeepsContentAttachmentsAndMetadata() {
        ConversationId conversation = conversation();

        Message added = gateway.messages().add(conversation, FULL);

        assertThat(added.role()).isEqualTo(FULL.role());
        assertThat(added.content()).isEqualTo(FULL.content());
        assertThat(added.attachments()).isEqualTo(FULL.attachments());
        assertThat(added.metadata()).isEqualTo(FULL.metadata());
        assertThat(messages(conversation)).containsExactly(added);
    }

    @Test
    @Proves("AG-31")
    void whileARunIsInProgressNoMessageIsAdded() {
        Run run = runHeldAfter("so far");

        assertBusy(run);
    }

    @Test
    @Proves("AG-31")
    void whileARunRequiresActionNoMessageIsAdded() {
        Run run = stoppedRun(Turn.calls("look_up", "{}"));

        assertBusy(run);
    }

    @Test
    @Proves("AG-32")
    void theMessagesOfARunAreListedAlone() {
        Run first = stoppedRun(Turn.says("one"), Turn.says("two"));
        ConversationId conversation = first.conversation();
        gateway.messages().add(conversation, Samples.user("again"));
        Run second = awaited(gateway.runs().create(conversation, RunRequest.of(first.assistant())));

        assertThat(written(first)).extracting(Message::text).containsExactly("one");
        assertThat(written(second)).extracting(Message::text).containsExactly("two");
        assertThat(gateway.messages()
                        .listOfRun(conversation, new RunId("no-such-run"), PageRequest.NEWEST)
                        .items())
                .isEmpty();
    }

    @Test
    @Proves("AG-33")
    void anUpdateReplacesTheMetadataAndNothingElse() {
        ConversationId conversation = conversation();
        Message added = gateway.messages().add(conversation, FULL);

        Message updated = gateway.messages().update(conversation, added.id(), Metadata.of("only", "this"));

        assertThat(updated).isEqualTo(added.withMetadata(Metadata.of("only", "this")));
        assertThat(messages(conversation)).containsExactly(updated);
    }

    @Test
    @Proves("AG-33")
    void anUpdateOfARunsMessageKeepsWhoWroteIt() {
        Run run = stoppedRun(Turn.says("hello"));
        Message message = written(run).get(0);

        gateway.messages().update(run.conversation(), message.id(), Samples.METADATA);

        assertThat(written(run)).containsExactly(message.withMetadata(Samples.METADATA));
    }

    @Test
    @Proves("AG-34")
    void aDeletedMessageIsGoneAndNotShown() {
        ConversationId conversation = conversation("keep", "drop");
        Message dropped = messages(conversation).get(1);
        gateway.messages().add(conversation, Samples.user("question"));

        gateway.messages().delete(conversation, dropped.id());

        assertNotFound(
                NotFound.Resource.MESSAGE,
                dropped.id(),
                () -> gateway.messages().get(conversation, dropped.id()));
        assertThat(texts(conversation)).containsExactly("keep", "question");
        awaited(gateway.runs().create(conversation, RunRequest.of(assistant())));
        assertThat(harness.shown().get(0).history()).containsExactly("user: keep", "user: question");
    }

    @Test
    @Proves("AG-34")
    void aDeletedMessageOfARunIsGoneFromTheRunsListing() {
        Run run = stoppedRun(Turn.says("hello"));

        gateway.messages().delete(run.conversation(), written(run).get(0).id());

        assertThat(written(run)).isEmpty();
        assertThat(texts(run.conversation())).containsExactly("hi");
        assertThat(current(run)).isEqualTo(run);
    }

    private void assertBusy(Run run) {
        ConversationId conversation = run.conversation();
        List<Message> before = messages(conversation);

        AssistantException.Busy busy = assertThrows(
                AssistantException.Busy.class, () -> gateway.messages().add(conversation, Samples.user("wait")));

        assertThat(busy.activeRun()).isEqualTo(run.id());
        assertThat(busy.conversation()).isEqualTo(conversation);
        assertThat(messages(conversation)).isEqualTo(before);
    }
}
