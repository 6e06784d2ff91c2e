package io.everthread.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be committed as a whole.
 *
 * @param lease the writer's right to work on a run; null if the changes need none
 * @param keyUse the request key to be recorded along; null if none
 * @param changes in the order in which they are made
 */
public record ChangeSet(
        Project project, @Nullable Lease lease, @Nullable KeyUse keyUse, List<Change> changes) {

    public ChangeSet {
        changes = List.copyOf(changes);
    }
}
