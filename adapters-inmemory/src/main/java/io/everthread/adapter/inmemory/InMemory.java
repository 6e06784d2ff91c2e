package io.everthread.adapter.inmemory;

import io.everthread.application.EngineSettings;
import io.everthread.application.RunEngine;
import io.everthread.port.AssistantGateway;
import io.everthread.port.Project;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The fake: the real run engine over a memory store, a scripted model and a clock in the test's hands. Nothing is
 * random and no thread is started, so the same calls give the same ids, times, events and {@link #journal() journal}.
 *
 * <pre>{@code
 * try (InMemory inMemory = InMemory.create().script(Script.of(Rule.when("weather").says("It rains.")))) {
 *     AssistantGateway gateway = inMemory.gateway();
 *     …
 * }
 * }</pre>
 *
 * <p>Without a script the model gives a friendly answer that nobody takes for a language model's. Thread-safe; {@link
 * #reset} and {@link #close} are for when no call is under way.
 */
public final class InMemory implements AutoCloseable {

    private Script script = Script.EMPTY;
    private boolean strict;
    private boolean held;
    private World world = new World();

    private InMemory() {}

    /** An empty backend whose clock goes by itself. */
    public static InMemory create() {
        return new InMemory();
    }

    /** Has the model follow {@code script} from its beginning, from the next turn on. Returns this. */
    public synchronized InMemory script(Script script) {
        this.script = script;
        world.model.follow(script);
        return this;
    }

    /** Has turns fail from now on that no rule of the script covers. Returns this. */
    public synchronized InMemory strict() {
        strict = true;
        world.model.beStrict();
        return this;
    }

    /** Holds the clock; see {@link ManualClock#hold()}. Returns this. */
    public synchronized InMemory holdClock() {
        held = true;
        world.clock.hold();
        return this;
    }

    /** The gateway for {@link Project#DEFAULT}, the same one each time. */
    public synchronized AssistantGateway gateway() {
        return world.gateway;
    }

    /** A new gateway for a project. Closing it closes nothing else. */
    public synchronized AssistantGateway gateway(Project project) {
        return world.gateway(project);
    }

    public synchronized ManualClock clock() {
        return world.clock;
    }

    public synchronized Journal journal() {
        return world.journal;
    }

    /** Says of each turn that strict mode refused for want of a rule what it was about, oldest first. */
    public synchronized List<String> unmatchedTurns() {
        return world.model.unmatched();
    }

    /**
     * Names each {@link io.everthread.port.Runs#watch watch} that was neither read to its end nor closed, oldest first.
     */
    public synchronized List<String> openWatches() {
        return world.watches.open();
    }

    /**
     * Begins anew: nothing stored, ids from 1, the clock at its start, an empty journal, the script at its beginning;
     * strict mode and {@link #holdClock} stay as set. What was handed out before belongs to the past and is closed.
     */
    public synchronized void reset() {
        world.close();
        world = new World();
        world.model.follow(script);
        if (strict) {
            world.model.beStrict();
        }
        if (held) {
            world.clock.hold();
        }
    }

    /** Closes all gateways. Closing again does nothing. */
    @Override
    public synchronized void close() {
        world.close();
    }

    /** All that begins anew with a reset. */
    private static final class World {
        /** Longer than runs live, so that nothing but what a test does is ever due. */
        private static final Duration LEASE_LIFE = Duration.ofHours(1);

        private final ManualClock clock = new ManualClock();
        private final Journal journal = new Journal(clock);
        private final Watches watches = new Watches();
        private final MemoryStore store = new MemoryStore(clock);
        private final ScriptedModel model = new ScriptedModel(clock);
        private final RunEngine engine = new RunEngine(
                store,
                new JournalledModel(model, journal),
                clock,
                new SequentialIds(),
                new WordCount(),
                new EngineSettings("inmemory", LEASE_LIFE, 64));
        private final List<AssistantGateway> gateways = new ArrayList<>();
        private final AssistantGateway gateway = gateway(Project.DEFAULT);

        AssistantGateway gateway(Project project) {
            AssistantGateway opened = new JournalledGateway(engine.gateway(project), journal, watches);
            gateways.add(opened);
            return opened;
        }

        void close() {
            gateways.forEach(AssistantGateway::close);
            engine.close();
            model.close();
            store.close();
            clock.close();
        }
    }
}
