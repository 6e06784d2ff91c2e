package io.everthread.application;

import io.everthread.domain.conversation.Message;
import io.everthread.domain.run.Run;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What came of an ask.
 *
 * @param run as it ended, or requiring action
 * @param messages what the run wrote, oldest first; perhaps incomplete, perhaps none
 */
public record Reply(Run run, List<Message> messages) {

    public Reply {
        messages = List.copyOf(messages);
    }

    /** The texts of all messages, joined by blank lines. */
    public String text() {
        return messages.stream().map(Message::text).collect(Collectors.joining("\n\n"));
    }
}
