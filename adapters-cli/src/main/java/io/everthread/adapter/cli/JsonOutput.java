package io.everthread.adapter.cli;

import io.everthread.domain.run.RunEvent;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** JSON for programs: the outcome as one object, and before it, if wanted, each event on a line of its own. */
final class JsonOutput implements Output {

    private static final String RESULT = "everthread.result";

    private final JsonFactory json = new JsonFactory();
    private final Stdout out;
    private final boolean events;

    /** @param events whether to write lines of {@code {"event":…,"data":…}}, the outcome last */
    JsonOutput(Stdout out, boolean events) {
        this.out = out;
        this.events = events;
    }

    @Override
    public void event(RunEvent event) {
        if (events) {
            line(WireJson.eventName(event), generator -> WireJson.event(generator, event));
        }
    }

    @Override
    public void end(Outcome outcome) {
        if (events) {
            line(RESULT, generator -> WireJson.outcome(generator, outcome));
        } else {
            write(generator -> WireJson.outcome(generator, outcome));
        }
    }

    private void line(String name, Consumer<JsonGenerator> data) {
        write(generator -> {
            generator.writeStartObject();
            generator.writeStringProperty("event", name);
            generator.writeName("data");
            data.accept(generator);
            generator.writeEndObject();
        });
    }

    /** Writes whole lines, so that a reader never sees half an object. */
    private void write(Consumer<JsonGenerator> value) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), line)) {
            value.accept(generator);
            generator.writeRaw('\n');
        }
        out.write(line.toByteArray());
    }
}
