package io.everthread.port;

import io.everthread.domain.ConversationId;
import io.everthread.domain.conversation.Conversation;
import io.everthread.domain.conversation.ConversationChange;
import io.everthread.domain.conversation.NewConversation;

/**
 * Conversations; on the wire, threads.
 *
 * <ul>
 *   <li>AG-20: The messages a conversation is created with are there at once, in the order given.
 *   <li>AG-21: An update sets the fields it names and keeps the others.
 *   <li>AG-22: A deleted conversation is gone with its messages, runs and steps; an active run stops, and so do its model and
 *       its watchers.
 * </ul>
 */
public interface Conversations {

    Conversation create(NewConversation conversation);

    /** Lists conversations; paging as in {@link PageRequest}. {@link Limitation#LIST_CONVERSATIONS} where servers cannot. */
    Page<Conversation> list(PageRequest page);

    Conversation get(ConversationId id);

    Conversation update(ConversationId id, ConversationChange change);

    void delete(ConversationId id);
}
