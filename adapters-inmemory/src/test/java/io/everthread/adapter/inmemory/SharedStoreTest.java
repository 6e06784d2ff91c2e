package io.everthread.adapter.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.application.EngineSettings;
import io.everthread.application.RunEngine;
import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.domain.run.NumberedEvent;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunRequest;
import io.everthread.domain.run.RunState;
import io.everthread.domain.run.RunStatus;
import io.everthread.port.AssistantGateway;
import io.everthread.port.CallOptions;
import io.everthread.port.PageRequest;
import io.everthread.port.Project;
import io.everthread.port.RunEvents;
import io.everthread.port.StateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Engines that share a store, and die, and come upon each other's runs at the worst moment. */
class SharedStoreTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final ManualClock clock = new ManualClock();
    private final MemoryStore store = new MemoryStore(clock);
    private final SequentialIds ids = new SequentialIds();
    private final ScriptedModel model = new ScriptedModel(clock);

    @Test
    void aRunCancelledInTheMomentItRequiresActionIsCancelled() {
        model.follow(Script.of(Rule.always().calls("look_up", "{}")));
        AssistantGateway gateway = engine("one").gateway(Project.DEFAULT);
        Run run = started(gateway);
        StateStore.Subscription changes = store.onChange(changed -> {
            // Told inside the commit: whoever worked on the run is not done with it yet.
            if (gateway.runs().get(run.conversation(), run.id()).status() == RunStatus.REQUIRES_ACTION) {
                gateway.runs().cancel(run.conversation(), run.id());
            }
        });

        clock.advance(Duration.ofSeconds(1));
        changes.close();

        assertThat(gateway.runs().get(run.conversation(), run.id()).status()).isEqualTo(RunStatus.CANCELLED);
        gateway.messages().add(run.conversation(), NewMessage.user("and on"));
    }

    @Test
    void aQueuedRunOfADeadEngineIsRun() {
        model.follow(Script.of(Rule.always().says("Here I am.")));
        RunEngine dying = engine("dying");
        Run run = started(dying.gateway(Project.DEFAULT));
        dying.close();

        RunEngine heir = engine("heir");
        heir.recover();

        assertThat(heir.gateway(Project.DEFAULT)
                        .runs()
                        .await(run.conversation(), run.id())
                        .status())
                .isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void aRunWhoseModelWasAskedByADeadEngineFailsAndIsNotAskedAgain() {
        model.follow(Script.of(Rule.always().saysInChunks("Half an").holds()));
        RunEngine dying = engine("dying");
        Run run = started(dying.gateway(Project.DEFAULT));
        clock.advance(Duration.ofSeconds(1));
        dying.close();
        RunEngine heir = engine("heir");
        AssistantGateway gateway = heir.gateway(Project.DEFAULT);

        heir.recover();
        clock.advance(Duration.ZERO);
        assertThat(gateway.runs().get(run.conversation(), run.id()).status())
                .as("while the dead engine's lease lasts")
                .isEqualTo(RunStatus.IN_PROGRESS);

        clock.advance(LEASE);
        heir.recover();
        Run lost = gateway.runs().await(run.conversation(), run.id());

        assertThat(lost.state())
                .isInstanceOfSatisfying(
                        RunState.Failed.class,
                        failed -> assertThat(failed.error().message()).contains("Start a new run"));
        assertThat(gateway.messages()
                        .listOfRun(run.conversation(), run.id(), PageRequest.NEWEST)
                        .items())
                .singleElement()
                .satisfies(message -> assertThat(message.text()).isEqualTo("Half an"));
        gateway.messages().add(run.conversation(), NewMessage.user("and on"));
    }

    @Test
    void anEngineThatSleptTooLongWritesNothingMore() {
        model.follow(Script.of(Rule.always().saysInChunks("one", "two").pausing(LEASE.multipliedBy(2))));
        // Its renewals do not happen: the scheduler it was given forgets them, as a suspended process does.
        RunEngine sleeper =
                new RunEngine(store, model, new WithoutTimers(clock), ids, new WordCount(), settings("sleeper"));
        Run run = started(sleeper.gateway(Project.DEFAULT));
        clock.advance(LEASE);
        RunEngine heir = engine("heir");
        heir.recover();
        AssistantGateway gateway = heir.gateway(Project.DEFAULT);
        Run lost = gateway.runs().await(run.conversation(), run.id());
        List<NumberedEvent> history = history(gateway, run);

        clock.advance(LEASE.multipliedBy(4));

        assertThat(lost.status()).isEqualTo(RunStatus.FAILED);
        assertThat(history(gateway, run)).isEqualTo(history);
        assertThat(gateway.runs().get(run.conversation(), run.id())).isEqualTo(lost);
    }

    @Test
    void eachEngineSeesTheOthersRuns() {
        model.follow(Script.of(Rule.always().saysInChunks("a", "b").pausing(Duration.ofSeconds(1))));
        Run run = started(engine("one").gateway(Project.DEFAULT));
        AssistantGateway other = engine("other").gateway(Project.DEFAULT);

        assertThat(history(other, run))
                .last()
                .satisfies(last -> assertThat(last.event().toString()).contains("Completed"));
        assertThat(other.runs().await(run.conversation(), run.id()).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void aRunCancelledThroughAnotherEngineLetsGoOfTheModel() {
        model.follow(Script.of(Rule.always().saysInChunks("Half an").holds()));
        Run run = started(engine("one").gateway(Project.DEFAULT));
        clock.advance(Duration.ofSeconds(1));
        AssistantGateway other = engine("other").gateway(Project.DEFAULT);

        other.runs().cancel(run.conversation(), run.id());
        clock.advance(Duration.ZERO);

        assertThat(other.runs().get(run.conversation(), run.id()).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(model.underWay()).isZero();
    }

    @Test
    void aConversationDeletedThroughAnotherEngineLetsGoOfTheModel() {
        model.follow(Script.of(Rule.always().saysInChunks("Half an").holds()));
        Run run = started(engine("one").gateway(Project.DEFAULT));
        clock.advance(Duration.ofSeconds(1));

        engine("other").gateway(Project.DEFAULT).conversations().delete(run.conversation());
        clock.advance(Duration.ZERO);

        assertThat(model.underWay()).isZero();
    }

    @Test
    void aClosedEngineTakesUpNothingMore() {
        model.follow(Script.of(Rule.always().says("done")));
        RunEngine closing = engine("closing");
        Run run = started(closing.gateway(Project.DEFAULT));

        closing.close();
        clock.advance(Duration.ofSeconds(1));

        assertThat(engine("other")
                        .gateway(Project.DEFAULT)
                        .runs()
                        .get(run.conversation(), run.id())
                        .status())
                .isEqualTo(RunStatus.QUEUED);
    }

    @Test
    void aRequestKeyIsGoodAgainAfterADay() {
        AssistantGateway keyed = engine("one").gateway(Project.DEFAULT).with(CallOptions.key("k"));
        var first = keyed.conversations().create(NewConversation.EMPTY);

        clock.advance(Duration.ofHours(24));
        assertThat(keyed.conversations().create(NewConversation.EMPTY)).isEqualTo(first);
        clock.advance(Duration.ofSeconds(1));
        assertThat(keyed.conversations().create(NewConversation.EMPTY)).isNotEqualTo(first);
    }

    @Test
    void optionsAddUp() {
        AssistantGateway gateway = engine("one").gateway(Project.DEFAULT);
        AssistantGateway both = gateway.with(CallOptions.key("k")).with(CallOptions.timeout(Duration.ofSeconds(1)));

        assertThat(both.conversations().create(NewConversation.EMPTY))
                .isEqualTo(both.conversations().create(NewConversation.EMPTY));
    }

    @Test
    void runsBeyondTheLimitWaitAsQueued() {
        model.follow(Script.of(Rule.always().says("done").after(Duration.ofSeconds(1))));
        AssistantGateway gateway = new RunEngine(
                        store, model, clock, ids, new WordCount(), new EngineSettings("narrow", LEASE, 2))
                .gateway(Project.DEFAULT);
        List<Run> runs = List.of(started(gateway), started(gateway), started(gateway));

        clock.advance(Duration.ofMillis(500));
        assertThat(runs)
                .map(run -> gateway.runs().get(run.conversation(), run.id()).status())
                .containsExactly(RunStatus.IN_PROGRESS, RunStatus.IN_PROGRESS, RunStatus.QUEUED);

        clock.advance(Duration.ofSeconds(2));
        assertThat(runs)
                .map(run -> gateway.runs().get(run.conversation(), run.id()).status())
                .containsOnly(RunStatus.COMPLETED);
    }

    private RunEngine engine(String owner) {
        return new RunEngine(store, model, clock, ids, new WordCount(), settings(owner));
    }

    private static EngineSettings settings(String owner) {
        return new EngineSettings(owner, LEASE, 64);
    }

    private static Run started(AssistantGateway gateway) {
        var assistant = gateway.assistants().create(AssistantSpec.of("m"));
        return gateway.runs()
                .createWithConversation(NewConversation.of(NewMessage.user("hi")), RunRequest.of(assistant.id()));
    }

    private static List<NumberedEvent> history(AssistantGateway gateway, Run run) {
        List<NumberedEvent> history = new ArrayList<>();
        try (RunEvents events = gateway.runs().watch(run.conversation(), run.id(), 0)) {
            events.forEachRemaining(history::add);
        }
        return history;
    }
}
