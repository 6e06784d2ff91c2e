package io.everthread.domain.conversation;

import io.everthread.domain.InvalidValue;
import io.everthread.domain.Metadata;
import java.util.List;

/**
 * A message to be added by hand.
 *
 * @param content at least one part; texts of 1 to {@value Content#MAX_TEXT} characters, and not only white space; no refusals
 */
public record NewMessage(Role role, List<Content> content, List<Attachment> attachments, Metadata metadata) {

    /** @throws InvalidValue if there is no content or a text is empty or too long */
    public NewMessage {
        if (content.isEmpty()) {
            throw new InvalidValue("content", "must not be empty");
        }
        for (Content part : content) {
            if (part instanceof Content.Text text) {
                InvalidValue.ifBlank("content", text.value());
                InvalidValue.ifLonger("content", text.value(), Content.MAX_TEXT);
            } else if (part instanceof Content.Refusal) {
                throw new InvalidValue("content", "must not be a refusal");
            }
        }
        content = List.copyOf(content);
        attachments = List.copyOf(attachments);
    }

    /** A user's text. */
    public static NewMessage user(String text) {
        return new NewMessage(Role.USER, List.of(Content.text(text)), List.of(), Metadata.EMPTY);
    }

    public NewMessage withMetadata(Metadata metadata) {
        return new NewMessage(role, content, attachments, metadata);
    }
}
