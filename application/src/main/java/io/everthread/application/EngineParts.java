package io.everthread.application;

import io.everthread.port.Change;
import io.everthread.port.ChangeSet;
import io.everthread.port.CommitResult;
import io.everthread.port.LanguageModel;
import io.everthread.port.Lease;
import io.everthread.port.Project;
import io.everthread.port.StateStore;
import io.everthread.port.TokenCounter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an engine is made of. */
record EngineParts(
        StateStore store,
        LanguageModel model,
        Scheduler scheduler,
        IdSource ids,
        TokenCounter tokens,
        EngineSettings settings) {

    /**
     * Commits under a lease, or without one. A process that slept past its lease goes on if nobody has taken the run meanwhile.
     */
    CommitResult commit(Project project, @Nullable Lease lease, List<Change> changes) {
        ChangeSet set = new ChangeSet(project, lease, null, changes);
        CommitResult result = store.commit(set);
        return lease != null && result instanceof CommitResult.StaleLease && store.renew(lease, settings.leaseLife())
                ? store.commit(set)
                : result;
    }

    Instant now() {
        return scheduler.instant();
    }
}
