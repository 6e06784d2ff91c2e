package io.everthread.adapter.inmemory;

import io.everthread.domain.ConversationId;
import io.everthread.domain.Id;
import io.everthread.domain.RunId;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunStep;
import io.everthread.port.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out whether changes can be made one after the other, without making any. */
final class VersionCheck {

    private final ProjectData stored;
    /** The versions as they will be after the changes looked at so far, where those differ from what is stored. */
    private final Map<Id, Long> ahead = new HashMap<>();

    VersionCheck(ProjectData stored) {
        this.stored = stored;
    }

    /** What the first change that cannot be made is about; null if all can. */
    @Nullable
    String firstConflict(List<Change> changes) {
        for (Change change : changes) {
            String conflict = conflict(change);
            if (conflict != null) {
                return conflict;
            }
        }
        return null;
    }

    private @Nullable String conflict(Change change) {
        if (change instanceof Change.PutAssistant put) {
            return put(
                    put.assistant().id(),
                    put.expected(),
                    version(put.assistant().id(), stored.assistants));
        } else if (change instanceof Change.DeleteAssistant delete) {
            return delete(
                    delete.assistant().id(),
                    delete.expected(),
                    version(delete.assistant().id(), stored.assistants));
        } else if (change instanceof Change.PutConversation put) {
            return put(
                    put.conversation().id(),
                    put.expected(),
                    version(put.conversation().id()));
        } else if (change instanceof Change.DeleteConversation delete) {
            return delete(
                    delete.conversation().id(),
                    delete.expected(),
                    version(delete.conversation().id()));
        } else if (change instanceof Change.PutMessage put) {
            Message message = put.message();
            String gone = missing(message.conversation());
            return gone != null ? gone : put(message.id(), put.expected(), version(message));
        } else if (change instanceof Change.DeleteMessage delete) {
            return delete(delete.message().id(), delete.expected(), version(delete.message()));
        } else if (change instanceof Change.PutRun put) {
            String gone = missing(put.run().conversation());
            return gone != null ? gone : put(put.run().id(), put.expected(), version(put.run()));
        } else if (change instanceof Change.PutStep put) {
            String gone = missing(put.step().run());
            return gone != null ? gone : put(put.step().id(), put.expected(), version(put.step()));
        } else if (change instanceof Change.Append append) {
            return missing(append.run());
        } else if (change instanceof Change.Release release) {
            return missing(release.run());
        }
        throw new IllegalStateException("an unknown change: " + change);
    }

    private @Nullable String put(Id id, long expected, long version) {
        ahead.put(id, version + 1);
        return expected == version ? null : id.value();
    }

    private @Nullable String delete(Id id, long expected, long version) {
        ahead.put(id, 0L);
        return expected == version && version > 0 ? null : id.value();
    }

    private @Nullable String missing(ConversationId id) {
        return version(id) > 0 ? null : id.value();
    }

    private @Nullable String missing(RunId id) {
        return stored.runs.containsKey(id) || ahead.containsKey(id) ? null : id.value();
    }

    private long version(ConversationId id) {
        return version(id, stored.conversations);
    }

    private long version(Run run) {
        return version(run.id(), stored.contents(run.conversation()).runs);
    }

    private long version(Message message) {
        return version(message.id(), stored.contents(message.conversation()).messages);
    }

    private long version(RunStep step) {
        RunData run = stored.runs.get(step.run());
        return ahead.getOrDefault(
                step.id(), run == null ? 0L : run.steps.version(step.id().value()));
    }

    private long version(Id id, Listing<?> listing) {
        return ahead.getOrDefault(id, listing.version(id.value()));
    }
}
