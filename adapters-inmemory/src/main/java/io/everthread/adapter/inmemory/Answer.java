package io.everthread.adapter.inmemory;

import io.everthread.domain.run.Usage;
import io.everthread.port.AssistantException;
import io.everthread.port.ModelChunk;
import io.everthread.port.ModelFinish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a turn consists of.
 *
 * @param delay before the first chunk
 * @param pause before each further chunk
 * @param spending what is reported to have been spent
 */
record Answer(List<ModelChunk> chunks, End end, Duration delay, Duration pause, Spending spending) {

    static final Answer EMPTY =
            new Answer(List.of(), new Finish(null), Duration.ZERO, Duration.ZERO, new Spending(true, null));

    /** What comes after the chunks. */
    sealed interface End {}

    /** @param reason null for the one that follows from the chunks */
    record Finish(ModelFinish.@Nullable Reason reason) implements End {}

    record Failure(AssistantException failure) implements End {}

    /** Nothing, until the call is cancelled. */
    record Silence() implements End {}

    /**
     * @param counted whether words are counted
     * @param fixed otherwise, what is reported; null for nothing
     */
    record Spending(boolean counted, @Nullable Usage fixed) {}

    Answer {
        chunks = List.copyOf(chunks);
    }

    Answer with(List<? extends ModelChunk> more) {
        List<ModelChunk> all = new ArrayList<>(chunks);
        all.addAll(more);
        return new Answer(all, end, delay, pause, spending);
    }

    Answer with(End end) {
        return new Answer(chunks, end, delay, pause, spending);
    }

    Answer with(Duration delay, Duration pause) {
        return new Answer(chunks, end, delay, pause, spending);
    }

    Answer with(Spending spending) {
        return new Answer(chunks, end, delay, pause, spending);
    }

    /** How many tool calls there are. */
    int calls() {
        return (int)
                chunks.stream().filter(ModelChunk.CallBegun.class::isInstance).count();
    }

    /** Cut after so many words of text, if there are more. */
    Answer limitedTo(int words) {
        List<ModelChunk> kept = new ArrayList<>();
        int left = words;
        for (ModelChunk chunk : chunks) {
            List<String> said = chunk instanceof ModelChunk.Text text
                    ? WordCount.words(text.text()).toList()
                    : List.of();
            if (said.size() > left) {
                String rest = String.join("", said.subList(0, left));
                if (!rest.isEmpty()) {
                    kept.add(new ModelChunk.Text(rest));
                }
                return new Answer(kept, new Finish(ModelFinish.Reason.LENGTH), delay, pause, spending);
            }
            left -= said.size();
            kept.add(chunk);
        }
        return this;
    }

    /** How it is told that the model is done, if that is how it {@link #end ends}. */
    ModelFinish finish(Finish end, Situation situation) {
        ModelFinish.Reason inferred = calls() > 0 ? ModelFinish.Reason.TOOL_CALLS : ModelFinish.Reason.STOP;
        Usage usage = spending.counted() ? new Usage(situation.words(), words()) : spending.fixed();
        return new ModelFinish(end.reason() == null ? inferred : end.reason(), usage);
    }

    private long words() {
        return chunks.stream().mapToLong(Answer::words).sum();
    }

    private static long words(ModelChunk chunk) {
        if (chunk instanceof ModelChunk.Text text) {
            return WordCount.words(text.text()).count();
        }
        if (chunk instanceof ModelChunk.Refusal refusal) {
            return WordCount.words(refusal.text()).count();
        }
        if (chunk instanceof ModelChunk.CallArguments arguments) {
            return WordCount.words(arguments.text()).count();
        }
        return 1;
    }
}
