package io.everthread.port;

import io.everthread.domain.ConversationId;
import io.everthread.domain.MessageId;
import io.everthread.domain.Metadata;
import io.everthread.domain.RunId;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.conversation.NewMessage;

/**
 * The messages of a conversation.
 *
 * <ul>
 *   <li>AG-30: An added message is complete, is seen by the next listing, and keeps its content, attachments and metadata
 *       exactly.
 *   <li>AG-31: While a run is active, adding fails with {@link AssistantException.Busy} that names the run.
 *   <li>AG-32: {@link #listOfRun} lists what one run wrote and nothing else.
 *   <li>AG-33: An update replaces the metadata and nothing else.
 *   <li>AG-34: A deleted message is gone, from listings and from what later runs are shown.
 * </ul>
 */
public interface Messages {

    Message add(ConversationId conversation, NewMessage message);

    /** Lists a conversation's messages; paging as in {@link PageRequest}. */
    Page<Message> list(ConversationId conversation, PageRequest page);

    /** Lists what a run wrote. A run that does not exist wrote nothing. */
    Page<Message> listOfRun(ConversationId conversation, RunId run, PageRequest page);

    Message get(ConversationId conversation, MessageId id);

    Message update(ConversationId conversation, MessageId id, Metadata metadata);

    void delete(ConversationId conversation, MessageId id);
}
