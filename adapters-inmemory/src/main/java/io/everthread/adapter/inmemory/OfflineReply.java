package io.everthread.adapter.inmemory;

import io.everthread.domain.tool.ToolOutput;
import java.util.List;
import java.util.Locale;

/**
 * What the scripted model says when nothing tells it what to say: friendly, and never to be taken for a language model.
 */
final class OfflineReply {

    private static final int QUOTED = 200;

    private OfflineReply() {}

    static String to(Situation situation) {
        List<ToolOutput> outputs = situation.newestOutputs();
        if (!outputs.isEmpty()) {
            ToolOutput last = outputs.get(outputs.size() - 1);
            return "The tool " + situation.toolOf(last.call()) + " answered " + quoted(last.output())
                    + ". That is as far as I get: I am Everthread's scripted offline model, not a language model.";
        }
        String text = situation.userText();
        String question = text.toLowerCase(Locale.ROOT);
        if (question.contains("where") && question.contains("born")) {
            return "I was born in memory: this reply comes from Everthread's scripted offline model, not from a language"
                    + " model. Nothing left your machine. Connect me to a real backend, and I may claim otherwise.";
        }
        return "You said " + quoted(text)
                + ". I would love to help, but I am Everthread's scripted offline model, not a"
                + " language model. Connect a real backend for a real answer; everything else already works like this.";
    }

    private static String quoted(String text) {
        String line = text.strip();
        if (line.codePointCount(0, line.length()) <= QUOTED) {
            return "\"" + line + "\"";
        }
        return "\"" + line.substring(0, line.offsetByCodePoints(0, QUOTED)).stripTrailing() + "…\"";
    }
}
