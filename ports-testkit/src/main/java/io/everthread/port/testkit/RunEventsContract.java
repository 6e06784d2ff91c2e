package io.everthread.port.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.everthread.domain.conversation.Message;
import io.everthread.domain.run.NumberedEvent;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunEvent;
import io.everthread.domain.run.RunRequest;
import io.everthread.domain.run.RunStatus;
import io.everthread.domain.tool.ToolCall;
import io.everthread.port.AssistantException;
import io.everthread.port.AssistantGateway;
import io.everthread.port.CallOptions;
import io.everthread.port.Limitation;
import io.everthread.port.RunEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What {@link io.everthread.port.Runs#watch} and {@link RunEvents} promise. */
public abstract class RunEventsContract extends GatewayFixture {

    @Test
    @Proves("AG-60")
    void eventsAreNumberedFromOneAndEndWithTheRun() {
        harness.script(Turn.says("Hel", "lo"));
        Run run = startedRun();

        List<NumberedEvent> events = history(run);

        assertNumberedFrom(1, events);
        assertThat(last(events)).isEqualTo(new RunEvent.RunChanged(current(run)));
        assertThat(current(run).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    @Proves("AG-60")
    void eventsPauseWhereTheRunRequiresActionAndGoOnInOneHistory() {
        Run run = stoppedRun(Turn.calls("look_up", "{}"), Turn.says("done"));

        List<NumberedEvent> before = history(run);
        assertNumberedFrom(1, before);
        assertThat(last(before)).isEqualTo(new RunEvent.RunChanged(run));
        submitted(run, outputsFor(run));
        Run ended = awaited(run);
        List<NumberedEvent> all = history(run);

        assertNumberedFrom(1, all);
        assertThat(all.subList(0, before.size())).isEqualTo(before);
        assertThat(last(all)).isEqualTo(new RunEvent.RunChanged(ended));
    }

    @Test
    @Proves("AG-60")
    void theLastEventOfEveryOtherEndIsThatEnd() {
        Run failed = stoppedRun(Turn.breaksOff("so far"));
        Run incomplete = stoppedRun(Turn.cutAtLimit("half"));
        Run cancelled = cancelled(runHeldAfter("so far"));

        for (Run ended : List.of(failed, incomplete, cancelled)) {
            assertThat(last(history(ended))).isEqualTo(new RunEvent.RunChanged(ended));
        }
    }

    @Test
    @Proves("AG-60")
    void theLastEventOfAnExpiredRunIsItsExpiry() {
        Run run = runHeldAfter("so far");
        harness.elapse(Run.LIFETIME);

        List<NumberedEvent> events = history(run);

        assertNumberedFrom(1, events);
        assertThat(last(events)).isEqualTo(new RunEvent.RunChanged(current(run)));
    }

    @Test
    @Proves("AG-61")
    void aTextReplyIsToldInItsOrder() {
        harness.script(Turn.says("Hel", "lo", "."));
        Run run = gateway.runs().create(conversation("hi"), RunRequest.of(assistant()));

        List<NumberedEvent> events = history(run);

        assertThat(withDeltasAsOne(events))
                .containsExactly(
                        "run created",
                        "run queued",
                        "run in_progress",
                        "step created",
                        "step in_progress",
                        "message created",
                        "message in_progress",
                        "deltas",
                        "message completed",
                        "step completed",
                        "run completed");
    }

    @Test
    @Proves("AG-61")
    void theDeltasOfEachMessageAreItsText() {
        Run run = stoppedRun(Turn.says("one ", "and ", "two"));

        assertThat(saidIn(history(run))).isEqualTo("one and two");
        assertThat(written(run)).extracting(Message::text).containsExactly("one and two");
    }

    @Test
    @Proves("AG-61")
    void theDeltasOfEachCallAreItsArguments() {
        Run run = stoppedRun(Turn.calls(
                new Turn.Call("look_up", "{\"z\": \"grün\", \"a\":1.50}"), new Turn.Call("book", "{broken")));

        List<RunEvent.ToolCallDelta> deltas = events(history(run), RunEvent.ToolCallDelta.class);

        for (ToolCall call : waitingCalls(run)) {
            int index = waitingCalls(run).indexOf(call);
            List<RunEvent.ToolCallDelta> own =
                    deltas.stream().filter(delta -> delta.index() == index).toList();
            assertThat(own)
                    .extracting(RunEvent.ToolCallDelta::step)
                    .containsOnly(steps(run).get(0).id());
            assertThat(own.get(0).id()).isEqualTo(call.id());
            assertThat(own.get(0).name()).isEqualTo(call.name());
            assertThat(own.subList(1, own.size())).allMatch(delta -> delta.id() == null && delta.name() == null);
            assertThat(own.stream().map(RunEvent.ToolCallDelta::arguments).collect(Collectors.joining()))
                    .isEqualTo(call.arguments());
        }
    }

    @Test
    @Proves("AG-61")
    void theDeltasOfAMessageCutShortAreWhatIsKept() {
        Run run = stoppedRun(Turn.breaksOff("so ", "far"));

        assertThat(saidIn(history(run))).isEqualTo("so far");
        assertThat(written(run)).extracting(Message::text).containsExactly("so far");
    }

    @Test
    @Proves("AG-62")
    void aWatchAfterAnEventGivesWhatFollowsIt() throws Throwable {
        Run run = stoppedRun(Turn.says("Hel", "lo"));
        List<NumberedEvent> all = history(run);
        for (int after = 1; after <= all.size(); after++) {
            int seen = after;
            unlessLimited(Limitation.RESUME_EVENTS, () -> watch(run, seen), () -> {
                try (RunEvents events = watch(run, seen)) {
                    assertThat(rest(events)).isEqualTo(all.subList(seen, all.size()));
                }
            });
        }
    }

    @Test
    @Proves("AG-62")
    void aWatchAfterThePauseGivesTheRestOfTheRun() throws Throwable {
        Run run = stoppedRun(Turn.calls("look_up", "{}"), Turn.says("done"));
        int pause = history(run).size();
        submitted(run, outputsFor(run));
        unlessLimited(Limitation.RESUME_EVENTS, () -> watch(run, pause), () -> {
            List<NumberedEvent> rest;
            try (RunEvents events = watch(run, pause)) {
                rest = rest(events);
            }
            assertNumberedFrom(pause + 1, rest);
            assertThat(last(rest)).isEqualTo(new RunEvent.RunChanged(current(run)));
            assertThat(saidIn(rest)).isEqualTo("done");
        });
    }

    @Test
    @Proves("AG-62")
    void allWatchersSeeTheSameEvents() {
        harness.script(Turn.says("Hel", "lo", "."));
        Run run = startedRun();
        try (RunEvents early = watch(run, 0);
                RunEvents interleaved = watch(run, 0)) {
            NumberedEvent first = interleaved.next();

            List<NumberedEvent> seen = rest(early);

            assertThat(first).isEqualTo(seen.get(0));
            assertThat(rest(interleaved)).isEqualTo(seen.subList(1, seen.size()));
            assertThat(history(run)).isEqualTo(seen);
        }
    }

    @Test
    @Proves("AG-63")
    void closingAWatchDetachesItAndTheRunGoesOn() {
        harness.script(Turn.says("Hel", "lo", "."));
        Run run = startedRun();
        RunEvents events = watch(run, 0);
        events.next();

        events.close();
        events.close();

        assertThat(events.hasNext()).isFalse();
        assertThat(events.available()).isEmpty();
        assertThat(events.ended()).isTrue();
        assertThat(awaited(run).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(written(run)).extracting(Message::text).containsExactly("Hello.");
    }

    @Test
    @Proves("AG-63")
    void closingAWatchWakesItsBlockedReader() throws Exception {
        RunEvents events = watch(runHeldAfter("so far"), 0);
        readUntilSaid(events, "so far");
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<List<NumberedEvent>> reader = CompletableFuture.supplyAsync(() -> {
            begun.complete(null);
            // Where time moves by itself this reads up to the expiry; elsewhere it blocks.
            return rest(events);
        });
        begun.get(10, TimeUnit.SECONDS);

        events.close();

        assertThat(reader.get(10, TimeUnit.SECONDS))
                .extracting(NumberedEvent::event)
                .noneMatch(event -> event instanceof RunEvent.TextDelta);
    }

    @Test
    @Proves("AG-66")
    void whatIsAvailableIsGivenWithoutBlocking() {
        Run run = runHeldAfter("so far");
        try (RunEvents events = watch(run, 0)) {
            List<NumberedEvent> there = events.available();

            assertNumberedFrom(1, there);
            assertThat(saidIn(there)).isEqualTo("so far");
            assertThat(events.available()).isEmpty();
            assertThat(events.ended()).isFalse();
        }
        assertThat(current(run).status()).isEqualTo(RunStatus.IN_PROGRESS);
    }

    @Test
    @Proves("AG-66")
    void aSubscriberSeesWhatAnIteratorSees() throws Exception {
        harness.script(Turn.says("Hel", "lo", "."));
        Run run = startedRun();
        try (RunEvents events = watch(run, 0)) {
            Subscriber subscriber = new Subscriber(events);
            subscriber.read();

            awaited(run);
            harness.elapse(Duration.ZERO);

            assertThat(subscriber.all.get(10, TimeUnit.SECONDS)).isEqualTo(history(run));
        }
    }

    @Test
    @Proves("AG-66")
    void aLateSubscriberIsCalledToo() throws Exception {
        Run run = stoppedRun(Turn.says("Hel", "lo", "."));
        try (RunEvents events = watch(run, 0)) {
            Subscriber subscriber = new Subscriber(events);
            events.whenReady(subscriber::read);

            harness.elapse(Duration.ZERO);

            assertThat(subscriber.all.get(10, TimeUnit.SECONDS)).isEqualTo(history(run));
        }
    }

    @Test
    @Proves("AG-67")
    void aReaderWhoseTimeIsOverMayReadWhatComesLater() {
        harness.script(Turn.holds("so far"));
        Run run = startedRun();
        AssistantGateway hurried = gateway.with(CallOptions.timeout(Duration.ofMillis(200)));
        try (RunEvents events = hurried.runs().watch(run.conversation(), run.id(), 0)) {
            assertThrows(AssistantException.TimedOut.class, () -> rest(events));
            assertThat(events.ended()).isFalse();
            assertThat(current(run).status()).isIn(RunStatus.QUEUED, RunStatus.IN_PROGRESS);

            Run ended = cancelled(run);

            assertThat(last(rest(events))).isEqualTo(new RunEvent.RunChanged(ended));
        }
    }

    /** Takes what is there whenever it is called, and asks to be called again until the log has ended. */
    private static final class Subscriber {
        private final RunEvents events;
        private final List<NumberedEvent> seen = new ArrayList<>();
        final CompletableFuture<List<NumberedEvent>> all = new CompletableFuture<>();

        Subscriber(RunEvents events) {
            this.events = events;
        }

        void read() {
            seen.addAll(events.available());
            if (events.ended()) {
                all.complete(seen);
            } else {
                events.whenReady(this::read);
            }
        }
    }

    private static void assertNumberedFrom(long first, List<NumberedEvent> events) {
        assertThat(events).isNotEmpty();
        assertThat(events.stream().map(NumberedEvent::number).toList())
                .isEqualTo(
                        LongStream.range(first, first + events.size()).boxed().toList());
    }

    private static RunEvent last(List<NumberedEvent> events) {
        return events.get(events.size() - 1).event();
    }

    private static String saidIn(List<NumberedEvent> events) {
        return events(events, RunEvent.TextDelta.class).stream()
                .map(RunEvent.TextDelta::text)
                .collect(Collectors.joining());
    }

    private static <T extends RunEvent> List<T> events(List<NumberedEvent> events, Class<T> kind) {
        return events.stream()
                .map(NumberedEvent::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static List<String> withDeltasAsOne(List<NumberedEvent> events) {
        List<String> names = new ArrayList<>();
        for (NumberedEvent numbered : events) {
            String name = name(numbered.event());
            if (!name.equals("deltas") || !names.get(names.size() - 1).equals("deltas")) {
                names.add(name);
            }
        }
        return names;
    }

    private static String name(RunEvent event) {
        if (event instanceof RunEvent.RunCreated) {
            return "run created";
        } else if (event instanceof RunEvent.RunChanged changed) {
            return "run " + changed.run().status();
        } else if (event instanceof RunEvent.StepCreated) {
            return "step created";
        } else if (event instanceof RunEvent.StepChanged changed) {
            return "step " + changed.step().state().status();
        } else if (event instanceof RunEvent.MessageCreated) {
            return "message created";
        } else if (event instanceof RunEvent.MessageChanged changed) {
            return "message " + changed.message().state().status().name().toLowerCase(Locale.ROOT);
        } else if (event instanceof RunEvent.TextDelta) {
            return "deltas";
        }
        return event.toString();
    }
}
