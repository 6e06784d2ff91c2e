package io.everthread.adapter.openai;

import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;

/** The JSON objects of answers. */
public final class Chunks {

    private Chunks() {}

    public static String text(String text) {
        return delta("\"content\":" + quoted(text));
    }

    /** The first piece of a call, with all of it but the arguments that {@link #arguments} adds. */
    public static String call(int index, String id, String name, String arguments) {
        return toolCalls(
                "{\"index\":" + index + ",\"id\":" + quoted(id) + ",\"type\":\"function\",\"function\":{\"name\":"
                        + quoted(name) + ",\"arguments\":" + quoted(arguments) + "}}");
    }

    public static String arguments(int index, String piece) {
        return toolCalls("{\"index\":" + index + ",\"function\":{\"arguments\":" + quoted(piece) + "}}");
    }

    public static String toolCalls(String... calls) {
        return delta("\"tool_calls\":[" + String.join(",", calls) + "]");
    }

    public static String delta(String fields) {
        return "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{"
                + fields + "},\"finish_reason\":null}]}";
    }

    public static String finish(String reason) {
        return "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}";
    }

    public static String usage(long prompt, long completion) {
        return "{\"choices\":[],\"usage\":{\"prompt_tokens\":" + prompt + ",\"completion_tokens\":" + completion
                + ",\"total_tokens\":" + (prompt + completion) + "}}";
    }

    /** OpenAI's error object. */
    public static String error(String message, String type, String code) {
        return "{\"error\":{\"message\":" + quoted(message) + ",\"type\":" + quoted(type) + ",\"param\":null,\"code\":"
                + quoted(code) + "}}";
    }

    static String models(String... names) {
        return Arrays.stream(names)
                .map(name -> "{\"id\":" + quoted(name) + ",\"object\":\"model\"}")
                .collect(Collectors.joining(",", "{\"object\":\"list\",\"data\":[", "]}"));
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.stringNode(text).toString();
    }
}
