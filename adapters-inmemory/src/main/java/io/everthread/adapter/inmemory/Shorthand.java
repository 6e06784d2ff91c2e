package io.everthread.adapter.inmemory;

import io.everthread.domain.Id;
import io.everthread.domain.Metadata;
import io.everthread.domain.assistant.Assistant;
import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.domain.conversation.Content;
import io.everthread.domain.conversation.Conversation;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunRequest;
import io.everthread.domain.run.RunStep;
import io.everthread.domain.tool.ToolOutput;
import io.everthread.port.Page;
import io.everthread.port.PageRequest;
import io.everthread.port.RunEvents;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A value in the few characters that fit into a journal's line, keys hidden. */
final class Shorthand {

    private static final int MAX_TEXT = 60;

    private Shorthand() {}

    static String of(Object value) {
        if (value instanceof String text) {
            return quoted(text);
        } else if (value instanceof List<?> all) {
            return all.stream().map(Shorthand::of).collect(Collectors.joining(", ", "[", "]"));
        } else if (value instanceof Content content) {
            return content instanceof Content.Text text ? quoted(text.value()) : name(content);
        } else if (value instanceof NewMessage message) {
            return name(message.role()) + " " + of(message.content());
        } else if (value instanceof NewConversation conversation) {
            return of(conversation.messages());
        } else if (value instanceof AssistantSpec spec) {
            return quoted(spec.model());
        } else if (value instanceof RunRequest request) {
            return request.assistant().value();
        } else if (value instanceof ToolOutput output) {
            return output.call() + " = " + quoted(output.output());
        } else if (value instanceof Metadata metadata) {
            return shortened(metadata.pairs().toString());
        } else if (value instanceof PageRequest page) {
            return page(page);
        }
        return result(value);
    }

    private static String result(Object value) {
        if (value instanceof Assistant assistant) {
            return assistant.id().value();
        } else if (value instanceof Conversation conversation) {
            return conversation.id().value();
        } else if (value instanceof Message message) {
            return message.id() + " " + of(message.content());
        } else if (value instanceof Run run) {
            return run.id() + " " + run.status();
        } else if (value instanceof RunStep step) {
            return step.id() + " " + step.state().status();
        } else if (value instanceof RunEvents) {
            return "events";
        } else if (value instanceof Page<?> page) {
            return page.items().size() + (page.hasMore() ? " items and more" : " items");
        }
        return value instanceof Id || value instanceof Number ? value.toString() : name(value);
    }

    private static String page(PageRequest page) {
        String order = page.order() == PageRequest.Order.NEWEST_FIRST ? "newest " : "oldest ";
        return order
                + page.limit()
                + (page.after() == null ? "" : " after " + page.after())
                + (page.before() == null ? "" : " before " + page.before());
    }

    private static String quoted(String text) {
        return "\"" + shortened(text) + "\"";
    }

    /** On one line. Keys are hidden before the text is cut, or the beginning of one could stay. */
    private static String shortened(String text) {
        String line = Redaction.of(text).replace("\n", "\\n").replace("\r", "\\r");
        return line.codePointCount(0, line.length()) <= MAX_TEXT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_TEXT)) + "…";
    }

    private static String name(Object value) {
        String name = value instanceof Enum<?> constant
                ? constant.name()
                : value.getClass().getSimpleName();
        return name.toLowerCase(Locale.ROOT);
    }
}
