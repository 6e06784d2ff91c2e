package io.everthread.port.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.domain.MessageId;
import io.everthread.domain.RunId;
import io.everthread.domain.ToolCallId;
import io.everthread.domain.conversation.Conversation;
import io.everthread.domain.run.NumberedEvent;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunEvent;
import io.everthread.domain.tool.ToolCall;
import io.everthread.port.Change;
import io.everthread.port.ChangeSet;
import io.everthread.port.Lease;
import io.everthread.port.RunRef;
import io.everthread.port.StateStore;
import io.everthread.port.Versioned;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What {@link StateStore} promises of who works on a run, and of telling others about it. */
public abstract class StateStoreLeaseContract extends StoreFixture {

    private static final Duration MOST_OF_LIFE = LIFE.minusSeconds(2);
    private static final RunEvent EVENT = new RunEvent.TextDelta(new MessageId("m"), 0, "text");

    @Test
    @Proves("ST-03")
    void theHolderOfTheNewestLeaseCommits() {
        Run run = storedRun("r");
        Lease lease = claimed(run, "a");

        assertCommitted(commitUnder(lease, new Change.PutRun(run.started(now()), 1), append(run, EVENT)));

        assertThat(events(run)).containsExactly(new NumberedEvent(1, EVENT));
    }

    @Test
    @Proves("ST-03")
    void anEarlierLeaseIsStale() {
        Run run = storedRun("r");
        Lease old = claimed(run, "a");
        harness.elapse(LIFE.plusSeconds(1));
        Lease newest = claimed(run, "b");

        assertStale(commitUnder(old, new Change.PutRun(run.started(now()), 1), append(run, EVENT)));

        assertThat(store.run(HERE, run.conversation(), run.id())).contains(new Versioned<>(run, 1));
        assertThat(events(run)).isEmpty();
        assertCommitted(commitUnder(newest, append(run, EVENT)));
    }

    @Test
    @Proves("ST-03")
    void aLeasePastItsTimeIsStaleEvenIfNobodyTookOver() {
        Run run = storedRun("r");
        Lease lease = claimed(run, "a");

        harness.elapse(MOST_OF_LIFE);
        assertCommitted(commitUnder(lease, append(run, EVENT)));
        harness.elapse(LIFE.minus(MOST_OF_LIFE).plusSeconds(1));

        assertStale(commitUnder(lease, append(run, EVENT)));
        assertThat(events(run)).hasSize(1);
    }

    @Test
    @Proves("ST-03")
    void aStaleLeaseIsToldBeforeAConflict() {
        Run run = storedRun("r");
        Lease lease = claimed(run, "a");
        assertCommitted(commitUnder(lease, new Change.Release(run.id())));

        assertStale(commitUnder(lease, new Change.PutRun(run.started(now()), 9)));
    }

    @Test
    @Proves("ST-03")
    void whoNeedsNoLeaseCommitsBesideTheHolder() {
        Run run = storedRun("r");
        Lease lease = claimed(run, "a");

        assertCommitted(commit(new Change.PutRun(run.cancelling(), 1)));
        assertCommitted(commitUnder(lease, append(run, EVENT)));
    }

    @Test
    @Proves("ST-09")
    void aRunIsClaimedByOneOwnerAtATime() {
        Run run = storedRun("r");
        Lease lease = claimed(run, "a");

        assertThat(lease.run()).isEqualTo(ref(run));
        assertThat(lease.owner()).isEqualTo("a");
        harness.elapse(MOST_OF_LIFE);
        assertThat(harness.another().claim(ref(run), "b", LIFE)).isEmpty();
        // Not even by its holder, who may have died and come back.
        assertThat(store.claim(ref(run), "a", LIFE)).isEmpty();
    }

    @Test
    @Proves("ST-09")
    void aLeasePastItsTimeIsClaimedWithALargerToken() {
        Run run = storedRun("r");
        Lease first = claimed(run, "a");
        harness.elapse(LIFE.plusSeconds(1));

        Lease second = harness.another().claim(ref(run), "b", LIFE).orElseThrow();
        harness.elapse(LIFE.plusSeconds(1));
        Lease third = claimed(run, "a");

        assertThat(second.token()).isGreaterThan(first.token());
        assertThat(third.token()).isGreaterThan(second.token());
    }

    @Test
    @Proves({"ST-03", "ST-09"})
    void aLeaseGivenUpIsClaimedAtOnceWithALargerToken() {
        Run run = storedRun("r");
        Lease first = claimed(run, "a");

        assertCommitted(commitUnder(first, new Change.Release(run.id())));

        assertThat(claimed(run, "b").token()).isGreaterThan(first.token());
        assertStale(commitUnder(first, append(run, EVENT)));
    }

    @Test
    @Proves("ST-09")
    void whatHasEndedOrIsNotThereIsNotClaimed() {
        Run run = storedRun("r");
        assertCommitted(commit(new Change.PutRun(run.started(now()).completed(now()), 1)));

        assertThat(store.claim(ref(run), "a", LIFE)).isEmpty();
        assertThat(store.claim(new RunRef(HERE, run.conversation(), new RunId("no-such-run")), "a", LIFE))
                .isEmpty();
        assertThat(store.claim(new RunRef(ELSEWHERE, run.conversation(), run.id()), "a", LIFE))
                .isEmpty();
    }

    @Test
    @Proves({"ST-09", "ST-13"})
    void ofManyWhoClaimAtOnceOneGetsTheRun() throws Exception {
        Run run = storedRun("r");

        List<Optional<Lease>> leases = InParallel.call(8, i -> harness.another().claim(ref(run), "owner " + i, LIFE));

        assertThat(leases.stream().flatMap(Optional::stream)).hasSize(1);
    }

    @Test
    @Proves("ST-10")
    void aRenewedLeaseLivesOn() {
        Run run = storedRun("r");
        Lease lease = claimed(run, "a");
        harness.elapse(MOST_OF_LIFE);

        assertThat(store.renew(lease, LIFE)).isTrue();

        harness.elapse(MOST_OF_LIFE);
        assertThat(store.claim(ref(run), "b", LIFE)).isEmpty();
        assertCommitted(commitUnder(lease, append(run, EVENT)));
        harness.elapse(LIFE);
        assertThat(store.claim(ref(run), "b", LIFE)).isPresent();
    }

    @Test
    @Proves("ST-10")
    void anEarlierLeaseIsNotRenewed() {
        Run run = storedRun("r");
        Lease old = claimed(run, "a");
        harness.elapse(LIFE.plusSeconds(1));
        Lease newest = claimed(run, "b");

        assertThat(store.renew(old, LIFE.multipliedBy(10))).isFalse();

        assertStale(commitUnder(old, append(run, EVENT)));
        harness.elapse(MOST_OF_LIFE);
        assertCommitted(commitUnder(newest, append(run, EVENT)));
        harness.elapse(LIFE);
        assertThat(store.claim(ref(run), "c", LIFE)).isPresent();
    }

    @Test
    @Proves("ST-11")
    void theRunsThatNobodyWorksOnAreFoundOldestFirst() {
        Run queued = storedRun("5-queued");
        Run running = storedRun("4-running");
        Run cancelling = storedRun("3-cancelling");
        Run waiting = storedRun("2-waiting");
        Run ended = storedRun("1-ended");
        Run held = storedRun("0-held");
        assertCommitted(commit(
                new Change.PutRun(cancelling.cancelling(), 1),
                new Change.PutRun(running.started(now()), 1),
                new Change.PutRun(waiting.started(now()).requiresAction(List.of(aCall())), 1),
                new Change.PutRun(ended.started(now()).completed(now()), 1)));
        claimed(held, "a");

        assertThat(store.unowned(10)).containsExactly(ref(queued), ref(running), ref(cancelling));
        assertThat(store.unowned(2)).containsExactly(ref(queued), ref(running));

        harness.elapse(LIFE.plusSeconds(1));
        assertThat(store.unowned(10)).containsExactly(ref(queued), ref(running), ref(cancelling), ref(held));
    }

    @Test
    @Proves("ST-11")
    void theRunsOfAllProjectsAreFound() {
        Run here = storedRun("here");
        Conversation elsewhere = conversation("elsewhere");
        Run there = run(elsewhere, "there");
        assertCommitted(commitIn(ELSEWHERE, new Change.PutConversation(elsewhere, 0), new Change.PutRun(there, 0)));

        assertThat(store.unowned(10)).containsExactly(ref(here), new RunRef(ELSEWHERE, elsewhere.id(), there.id()));
    }

    @Test
    @Proves("ST-11")
    void anOverdueRunIsFoundEvenIfItRequiresAction() {
        Run waiting = storedRun("waiting");
        assertCommitted(commit(new Change.PutRun(waiting.started(now()).requiresAction(List.of(aCall())), 1)));
        assertThat(store.unowned(10)).isEmpty();

        harness.elapse(Run.LIFETIME.plusSeconds(1));

        assertThat(store.unowned(10)).containsExactly(ref(waiting));
        assertThat(store.claim(ref(waiting), "a", LIFE)).isPresent();
    }

    @Test
    @Proves("ST-12")
    void everyListenerIsToldOfChangedRunsAndLogs() throws Exception {
        Run run = storedRun("r");
        BlockingQueue<RunId> here = new LinkedBlockingQueue<>();
        BlockingQueue<RunId> there = new LinkedBlockingQueue<>();
        store.onChange(here::add);
        harness.another().onChange(there::add);

        assertCommitted(commit(append(run, EVENT)));
        assertTold(here, run);
        assertTold(there, run);

        Run other = storedRun("other");
        assertTold(here, other);
        assertTold(there, other);

        assertCommitted(harness.another()
                .commit(new ChangeSet(HERE, null, null, List.of(new Change.PutRun(other.cancelling(), 1)))));
        assertTold(here, other);
        assertTold(there, other);
    }

    @Test
    @Proves("ST-12")
    void whatIsToldIsCommittedAlready() throws Exception {
        Run run = storedRun("r");
        BlockingQueue<Integer> seen = new LinkedBlockingQueue<>();
        store.onChange(id -> seen.add(events(run).size()));

        assertCommitted(commit(append(run, EVENT)));

        assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    @Proves("ST-12")
    void aClosedSubscriptionIsNotTold() throws Exception {
        BlockingQueue<RunId> closed = new LinkedBlockingQueue<>();
        BlockingQueue<RunId> open = new LinkedBlockingQueue<>();
        StateStore.Subscription ended = store.onChange(closed::add);
        store.onChange(open::add);

        ended.close();
        ended.close();

        assertTold(open, storedRun("r"));
        assertThat(closed).isEmpty();
    }

    /** Waits until the queue has told of the run, whatever it tells of before, and takes what is there. */
    private static void assertTold(BlockingQueue<RunId> told, Run run) throws InterruptedException {
        RunId id;
        do {
            id = told.poll(10, TimeUnit.SECONDS);
            assertThat(id).as("a change of %s within ten seconds", run.id()).isNotNull();
        } while (!run.id().equals(id));
        told.clear();
    }

    private static ToolCall aCall() {
        return new ToolCall(new ToolCallId("call"), "look_up", "{}");
    }
}
