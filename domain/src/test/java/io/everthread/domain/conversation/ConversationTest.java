package io.everthread.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everthread.domain.ConversationBusy;
import io.everthread.domain.ConversationId;
import io.everthread.domain.Metadata;
import io.everthread.domain.Patch;
import io.everthread.domain.RunId;
import io.everthread.domain.tool.ToolResources;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {

    private static final RunId RUN = new RunId("run_1");
    private static final RunId OTHER = new RunId("run_2");

    private final Conversation idle =
            Conversation.created(new ConversationId("thread_1"), Instant.EPOCH, NewConversation.EMPTY);

    @Test
    void oneRunIsActiveAtATime() {
        Conversation busy = idle.runStarted(RUN);
        assertThatThrownBy(() -> busy.runStarted(OTHER)).isInstanceOfSatisfying(ConversationBusy.class, refusal -> {
            assertThat(refusal.activeRun()).isEqualTo(RUN);
            assertThat(refusal.refused()).isEqualTo(ConversationBusy.Refused.RUN);
        });
        assertThat(busy.runEnded(RUN).runStarted(OTHER).activeRun()).isEqualTo(OTHER);
    }

    @Test
    void aBusyConversationTakesNoMessages() {
        idle.ensureAcceptsMessages();
        assertThatThrownBy(() -> idle.runStarted(RUN).ensureAcceptsMessages())
                .isInstanceOfSatisfying(
                        ConversationBusy.class,
                        refusal -> assertThat(refusal.refused()).isEqualTo(ConversationBusy.Refused.MESSAGE));
    }

    @Test
    void theEndOfAnotherRunDoesNotFreeIt() {
        Conversation busy = idle.runStarted(RUN);
        assertThat(busy.runEnded(OTHER)).isSameAs(busy);
    }

    @Test
    void aChangeKeepsSetsAndClears() {
        Conversation full = idle.with(new ToolResources(List.of("file_1"), null, null), Metadata.of("k", "v"));
        assertThat(new ConversationChange(Patch.keep(), Patch.keep()).applyTo(full))
                .isEqualTo(full);
        assertThat(ConversationChange.metadata(Metadata.of("a", "b"))
                        .applyTo(full)
                        .metadata())
                .isEqualTo(Metadata.of("a", "b"));
        Conversation cleared = new ConversationChange(Patch.set(null), Patch.set(null)).applyTo(full);
        assertThat(cleared.metadata()).isEqualTo(Metadata.EMPTY);
        assertThat(cleared.toolResources()).isEqualTo(ToolResources.NONE);
    }
}
