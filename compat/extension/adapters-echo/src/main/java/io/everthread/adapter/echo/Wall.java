package io.everthread.adapter.echo;

import io.everthread.domain.conversation.Content;
import io.everthread.port.ModelChunk;
import io.everthread.port.ModelFinish;
import io.everthread.port.ModelItem;
import io.everthread.port.ModelListener;
import io.everthread.port.ModelRequest;
import java.util.List;
import java.util.stream.Collectors;

/** The far end: where another backend has a server, this one has a wall. */
interface Wall {

    /** Gives back the text that was said last. */
    Wall BARE = (request, ear) -> {
        String said = lastSaid(request.history());
        if (!said.isEmpty()) {
            ear.onChunk(new ModelChunk.Text(said));
        }
        ear.onFinished(new ModelFinish(ModelFinish.Reason.STOP, null));
    };

    /** Answers, from beginning to end, on the calling thread. */
    void answer(ModelRequest request, ModelListener ear);

    /** Nobody listens to a call's answer any more. */
    default void hungUp() {}

    private static String lastSaid(List<ModelItem> history) {
        return history.get(history.size() - 1) instanceof ModelItem.Said said
                ? said.content().stream()
                        .map(part -> part instanceof Content.Text text ? text.value() : "")
                        .collect(Collectors.joining())
                : "";
    }
}
