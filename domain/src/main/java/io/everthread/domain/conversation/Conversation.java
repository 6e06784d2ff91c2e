package io.everthread.domain.conversation;

import io.everthread.domain.ConversationBusy;
import io.everthread.domain.ConversationId;
import io.everthread.domain.Metadata;
import io.everthread.domain.RunId;
import io.everthread.domain.tool.ToolResources;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation; on the wire, a thread. The aggregate holds what its rules need, the active run, and not its messages: there may
 * be millions.
 *
 * <p>Rules: at most one run is active at a time; while one is, no message is added by hand.
 *
 * @param activeRun the run that has not ended yet; null if none, and always null in what a remote server reports
 */
public record Conversation(
        ConversationId id,
        Instant createdAt,
        ToolResources toolResources,
        Metadata metadata,
        @Nullable RunId activeRun) {

    /** A conversation without runs. */
    public static Conversation created(ConversationId id, Instant now, NewConversation draft) {
        return new Conversation(id, now, draft.toolResources(), draft.metadata(), null);
    }

    /** @throws ConversationBusy if another run is active */
    public Conversation runStarted(RunId run) {
        ensureIdle(ConversationBusy.Refused.RUN);
        return withActiveRun(run);
    }

    /** No longer busy with {@code run}; unchanged if another run is active. */
    public Conversation runEnded(RunId run) {
        return run.equals(activeRun) ? withActiveRun(null) : this;
    }

    /** @throws ConversationBusy if a run is active */
    public void ensureAcceptsMessages() {
        ensureIdle(ConversationBusy.Refused.MESSAGE);
    }

    public Conversation with(ToolResources toolResources, Metadata metadata) {
        return new Conversation(id, createdAt, toolResources, metadata, activeRun);
    }

    private void ensureIdle(ConversationBusy.Refused refused) {
        if (activeRun != null) {
            throw new ConversationBusy(id, activeRun, refused);
        }
    }

    private Conversation withActiveRun(@Nullable RunId run) {
        return new Conversation(id, createdAt, toolResources, metadata, run);
    }
}
