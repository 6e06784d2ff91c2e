package io.everthread.adapter.cli;

import io.everthread.domain.conversation.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Puts the question together, of arguments and stdin. */
final class Prompt {

    private static final String STDIN = "-";

    private Prompt() {}

    /**
     * The words joined by spaces; stdin takes the place of {@code -}, or follows if it is not a terminal, set off by a blank line.
     *
     * @throws Refusal if there is no question, or stdin is not text
     */
    static String of(List<String> words, Host host) {
        List<String> sections = new ArrayList<>();
        List<String> section = new ArrayList<>();
        boolean read = false;
        for (String word : words) {
            if (word.equals(STDIN)) {
                sections.add(String.join(" ", section));
                sections.add(read ? "" : stdin(host.in()));
                section.clear();
                read = true;
            } else {
                section.add(word);
            }
        }
        sections.add(String.join(" ", section));
        boolean piped = !host.isTerminal(Host.Stream.IN);
        if (!read && piped) {
            sections.add(stdin(host.in()));
        }
        sections.removeIf(String::isBlank);
        if (sections.isEmpty()) {
            throw Refusal.usage(
                    words.isEmpty() && !piped
                            ? "There is no question. Give one: everthread ask \"Where were you born?\""
                            : "The question is empty. Give one: everthread ask \"Where were you born?\"");
        }
        return String.join("\n\n", sections);
    }

    private static String stdin(InputStream in) {
        try {
            // UTF-8 has at most 4 bytes for what counts as 2 characters, and 3 for one.
            byte[] bytes = in.readNBytes(3 * Content.MAX_TEXT + 1);
            if (bytes.length > 3 * Content.MAX_TEXT) {
                throw Refusal.usage("What stdin holds is longer than the %,d characters a message may have. Shorten it."
                        .formatted(Content.MAX_TEXT));
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .stripTrailing();
        } catch (CharacterCodingException binary) {
            throw Refusal.usage("Stdin is not text in UTF-8. Convert it first, for example with iconv -t UTF-8.");
        } catch (IOException unreadable) {
            throw Refusal.usage("Stdin cannot be read: " + unreadable.getMessage() + ".");
        }
    }
}
