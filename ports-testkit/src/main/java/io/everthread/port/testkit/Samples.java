package io.everthread.port.testkit;

import io.everthread.domain.Id;
import io.everthread.domain.JsonText;
import io.everthread.domain.Metadata;
import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.domain.conversation.Content;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.domain.conversation.Role;
import io.everthread.domain.tool.ToolDefinition;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Objects that several contracts need, in the fewest words. */
final class Samples {

    static final AssistantSpec ASSISTANT =
            AssistantSpec.of("model-1").withName("Ada").withInstructions("Answer briefly.");

    /** As many pairs as there may be, neither sorted nor plain: what a map that sorts, hashes or trims would change. */
    static final Map<String, String> PAIRS = pairs();

    static final Metadata METADATA = new Metadata(PAIRS);

    private Samples() {}

    static NewMessage user(String text) {
        return NewMessage.user(text);
    }

    static NewMessage assistant(String text) {
        return new NewMessage(Role.ASSISTANT, List.of(Content.text(text)), List.of(), Metadata.EMPTY);
    }

    /** Begins with these user messages. */
    static NewConversation conversation(String... texts) {
        return NewConversation.of(Arrays.stream(texts).map(Samples::user).toArray(NewMessage[]::new));
    }

    static ToolDefinition function(String name) {
        return new ToolDefinition.Function(
                name,
                "Does " + name + ".",
                new JsonText(
                        "{\"type\":\"object\",\"properties\":{\"z\":{\"type\":\"string\"},\"a\":{\"type\":\"number\"}}}"),
                null);
    }

    static <T> List<String> ids(List<T> items, Function<T, ? extends Id> id) {
        return items.stream().map(item -> id.apply(item).value()).toList();
    }

    private static Map<String, String> pairs() {
        Map<String, String> pairs = new LinkedHashMap<>();
        pairs.put("zebra", "  spaces at both ends  ");
        pairs.put("Ähre", "grün – 緑 – 🌱");
        pairs.put("empty", "");
        pairs.put("number", "007");
        pairs.put("json", "{\"a\": [1, 2.0, null]}\n");
        for (int i = Metadata.MAX_PAIRS - pairs.size(); i > 0; i--) {
            pairs.put("key " + i, "value " + i);
        }
        return Collections.unmodifiableMap(pairs);
    }
}
