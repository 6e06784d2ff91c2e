package io.everthread.adapter.inmemory;

import io.everthread.domain.RunId;
import io.everthread.port.RunEvents;
import java.util.ArrayList;
import java.util.List;

/** The readers of event logs that were handed out. Thread-safe. */
final class Watches {

    private final List<Watch> open = new ArrayList<>();

    synchronized RunEvents add(RunId run, long after, RunEvents events) {
        open.removeIf(watch -> watch.events.ended());
        open.add(new Watch("run " + run + " after event " + after, events));
        return events;
    }

    /** Those neither read to their end nor closed, oldest first. */
    synchronized List<String> open() {
        return open.stream()
                .filter(watch -> !watch.events.ended())
                .map(Watch::name)
                .toList();
    }

    private record Watch(String name, RunEvents events) {}
}
