package io.everthread.application;

import io.everthread.domain.conversation.Content;
import java.util.ArrayList;
import java.util.List;

/** Joins the pieces of a message into its parts: a new part begins where the kind changes. */
final class ContentBuilder {

    private record Part(boolean refusal, StringBuilder text) {}

    private final List<Part> parts = new ArrayList<>();

    /** Adds text and returns the index of the part it belongs to. */
    int text(String piece) {
        return add(false, piece);
    }

    /** Adds to a refusal and returns the index of the part it belongs to. */
    int refusal(String piece) {
        return add(true, piece);
    }

    List<Content> build() {
        return parts.stream()
                .<Content>map(part -> part.refusal()
                        ? new Content.Refusal(part.text().toString())
                        : Content.text(part.text().toString()))
                .toList();
    }

    private int add(boolean refusal, String piece) {
        if (parts.isEmpty() || parts.get(parts.size() - 1).refusal() != refusal) {
            parts.add(new Part(refusal, new StringBuilder()));
        }
        parts.get(parts.size() - 1).text().append(piece);
        return parts.size() - 1;
    }
}
