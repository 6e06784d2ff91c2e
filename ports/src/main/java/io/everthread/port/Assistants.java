package io.everthread.port;

import io.everthread.domain.AssistantId;
import io.everthread.domain.assistant.Assistant;
import io.everthread.domain.assistant.AssistantChange;
import io.everthread.domain.assistant.AssistantSpec;

/**
 * Assistants.
 *
 * <ul>
 *   <li>AG-10: What was created is found again with exactly its specification.
 *   <li>AG-11: An update sets the fields it names and keeps the others.
 *   <li>AG-12: A deleted assistant is gone; its past runs and messages stay.
 *   <li>AG-13: {@link #put} creates the assistant under the given id, or replaces what is there and keeps its time of creation.
 * </ul>
 */
public interface Assistants {

    Assistant create(AssistantSpec spec);

    /** Lists assistants; paging as in {@link PageRequest}. */
    Page<Assistant> list(PageRequest page);

    Assistant get(AssistantId id);

    Assistant update(AssistantId id, AssistantChange change);

    /** Creates or replaces an assistant whose id people bring along. */
    Assistant put(AssistantId id, AssistantSpec spec);

    void delete(AssistantId id);
}
