package io.everthread.port.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.everthread.domain.Id;
import io.everthread.domain.MessageId;
import io.everthread.domain.RunId;
import io.everthread.domain.ToolCallId;
import io.everthread.domain.assistant.Assistant;
import io.everthread.domain.conversation.Conversation;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.run.NumberedEvent;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunEvent;
import io.everthread.domain.run.RunStep;
import io.everthread.domain.tool.ToolCall;
import io.everthread.port.AssistantException.InvalidRequest;
import io.everthread.port.Change;
import io.everthread.port.ChangeSet;
import io.everthread.port.CommitResult;
import io.everthread.port.KeyUse;
import io.everthread.port.Lease;
import io.everthread.port.Page;
import io.everthread.port.PageRequest;
import io.everthread.port.PageRequest.Order;
import io.everthread.port.RequestKey;
import io.everthread.port.StateStore;
import io.everthread.port.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What {@link StateStore} promises of commits, reads and listings. */
public abstract class StateStoreContract extends StoreFixture {

    private static final RequestKey KEY = new RequestKey("key");

    @Test
    @Proves("ST-01")
    void everyReadSeesWhatWasCommitted() {
        Assistant assistant = assistant("a");
        Conversation conversation = conversation("c");
        Message message = message(conversation, "m");
        Run run = run(conversation, "r")
                .started(now())
                .requiresAction(List.of(new ToolCall(new ToolCallId("call"), "look_up", "{broken")));
        RunStep step = step(run, "s");
        RunEvent event = new RunEvent.RunCreated(run);

        assertCommitted(commit(
                new Change.PutAssistant(assistant, 0),
                new Change.PutConversation(conversation, 0),
                new Change.PutMessage(message, 0),
                new Change.PutRun(run, 0),
                new Change.PutStep(step, 0),
                append(run, event)));

        for (StateStore view : List.of(store, harness.another())) {
            assertThat(view.assistant(HERE, assistant.id())).contains(new Versioned<>(assistant, 1));
            assertThat(view.conversation(HERE, conversation.id())).contains(new Versioned<>(conversation, 1));
            assertThat(view.message(HERE, conversation.id(), message.id())).contains(new Versioned<>(message, 1));
            assertThat(view.run(HERE, conversation.id(), run.id())).contains(new Versioned<>(run, 1));
            assertThat(view.step(HERE, run.id(), step.id())).contains(new Versioned<>(step, 1));
            assertThat(view.events(HERE, run.id(), 0, 10)).containsExactly(new NumberedEvent(1, event));
            assertThat(view.assistants(HERE, PageRequest.NEWEST).items()).containsExactly(assistant);
            assertThat(view.conversations(HERE, PageRequest.NEWEST).items()).containsExactly(conversation);
            assertThat(view.messages(HERE, conversation.id(), null, PageRequest.NEWEST)
                            .items())
                    .containsExactly(message);
            assertThat(view.runs(HERE, conversation.id(), PageRequest.NEWEST).items())
                    .containsExactly(run);
            assertThat(view.steps(HERE, run.id(), PageRequest.NEWEST).items()).containsExactly(step);
        }
    }

    @Test
    @Proves("ST-01")
    void ofARefusedChangeSetNothingIsCommitted() {
        Conversation there = storedConversation("there");
        Run run = run(there, "r");
        KeyUse use = new KeyUse(KEY, "fingerprint", "r", now());
        List<Change> changes = List.of(
                new Change.PutAssistant(assistant("a"), 0),
                new Change.PutMessage(message(there, "m"), 0),
                new Change.PutRun(run, 0),
                new Change.PutStep(step(run, "s"), 0),
                append(run, new RunEvent.RunCreated(run)),
                new Change.PutConversation(there, 7));

        assertConflict(store.commit(new ChangeSet(HERE, null, use, changes)));

        assertThat(store.assistants(HERE, PageRequest.NEWEST).items()).isEmpty();
        assertThat(store.messages(HERE, there.id(), null, PageRequest.NEWEST).items())
                .isEmpty();
        assertThat(store.runs(HERE, there.id(), PageRequest.NEWEST).items()).isEmpty();
        assertThat(store.steps(HERE, run.id(), PageRequest.NEWEST).items()).isEmpty();
        assertThat(events(run)).isEmpty();
        assertThat(store.keyUse(HERE, KEY)).isEmpty();
        assertThat(store.conversation(HERE, there.id())).contains(new Versioned<>(there, 1));
    }

    @Test
    @Proves("ST-02")
    void eachPutBuildsOnTheStoredVersionAndAddsOne() {
        Conversation conversation = conversation("c");
        Run run = run(conversation, "r");
        Assistant assistant = assistant("a");
        Message message = message(conversation, "m");
        RunStep step = step(run, "s");

        assertVersionsAreKept(
                expected -> new Change.PutAssistant(assistant, expected),
                () -> store.assistant(HERE, assistant.id()).map(Versioned::version));
        assertVersionsAreKept(
                expected -> new Change.PutConversation(conversation, expected),
                () -> store.conversation(HERE, conversation.id()).map(Versioned::version));
        assertVersionsAreKept(
                expected -> new Change.PutMessage(message, expected),
                () -> store.message(HERE, conversation.id(), message.id()).map(Versioned::version));
        assertVersionsAreKept(
                expected -> new Change.PutRun(run, expected),
                () -> store.run(HERE, conversation.id(), run.id()).map(Versioned::version));
        assertVersionsAreKept(
                expected -> new Change.PutStep(step, expected),
                () -> store.step(HERE, run.id(), step.id()).map(Versioned::version));
    }

    @Test
    @Proves("ST-02")
    void aDeletionBuildsOnTheStoredVersion() {
        Conversation conversation = storedConversation("c");
        Assistant assistant = assistant("a");
        Message message = message(conversation, "m");
        assertCommitted(commit(new Change.PutAssistant(assistant, 0), new Change.PutMessage(message, 0)));

        assertConflict(commit(new Change.DeleteAssistant(assistant, 2)));
        assertConflict(commit(new Change.DeleteMessage(message, 2)));
        assertConflict(commit(new Change.DeleteConversation(conversation, 2)));
        assertCommitted(commit(new Change.DeleteAssistant(assistant, 1), new Change.DeleteMessage(message, 1)));
        assertConflict(commit(new Change.DeleteAssistant(assistant, 1)));
        assertConflict(commit(new Change.DeleteMessage(message, 1)));

        assertThat(store.assistant(HERE, assistant.id())).isEmpty();
        assertThat(store.message(HERE, conversation.id(), message.id())).isEmpty();
        assertThat(store.assistants(HERE, PageRequest.NEWEST).items()).isEmpty();
        assertThat(store.conversation(HERE, conversation.id())).isPresent();
        // Version 0 again: it does not exist any more.
        assertCommitted(commit(new Change.PutMessage(message, 0)));
    }

    @Test
    @Proves("ST-02")
    void aRepeatedPutReplacesTheValue() {
        Conversation conversation = storedConversation("c");
        Run queued = run(conversation, "r");
        Run started = queued.started(now());
        assertCommitted(commit(new Change.PutRun(queued, 0)));

        assertCommitted(commit(new Change.PutRun(started, 1)));

        assertThat(store.run(HERE, conversation.id(), queued.id())).contains(new Versioned<>(started, 2));
        assertThat(store.runs(HERE, conversation.id(), PageRequest.NEWEST).items())
                .containsExactly(started);
    }

    @Test
    @Proves("ST-02")
    void nothingIsPutIntoWhatIsNotThere() {
        Conversation nowhere = conversation("nowhere");
        Run lost = run(nowhere, "lost");

        assertConflict(commit(new Change.PutMessage(message(nowhere, "m"), 0)));
        assertConflict(commit(new Change.PutRun(lost, 0)));
        assertConflict(commit(new Change.PutStep(step(lost, "s"), 0)));
        assertConflict(commit(append(lost, said("1"))));

        assertThat(events(lost)).isEmpty();
        assertThat(store.conversation(HERE, nowhere.id())).isEmpty();
    }

    @Test
    @Proves("ST-04")
    void aKeyIsTakenOnce() {
        KeyUse first = new KeyUse(KEY, "fingerprint", "a", now());
        assertCommitted(
                store.commit(new ChangeSet(HERE, null, first, List.of(new Change.PutAssistant(assistant("a"), 0)))));

        KeyUse second = new KeyUse(KEY, "another", "b", now().plusSeconds(1));
        CommitResult result =
                store.commit(new ChangeSet(HERE, null, second, List.of(new Change.PutAssistant(assistant("b"), 0))));

        assertThat(result).isEqualTo(new CommitResult.KeyTaken(first));
        assertThat(store.keyUse(HERE, KEY)).contains(first);
        assertThat(store.assistants(HERE, PageRequest.NEWEST).items())
                .extracting(Assistant::id)
                .containsExactly(assistant("a").id());
    }

    @Test
    @Proves("ST-04")
    void keysAreForgottenWhenAskedOnly() {
        Instant start = now();
        RequestKey later = new RequestKey("later");
        assertCommitted(store.commit(new ChangeSet(HERE, null, new KeyUse(KEY, "f", "a", start), List.of())));
        assertCommitted(
                store.commit(new ChangeSet(HERE, null, new KeyUse(later, "f", "b", start.plusSeconds(10)), List.of())));
        harness.elapse(Duration.ofDays(3));
        assertThat(store.keyUse(HERE, KEY)).isPresent();

        store.forgetKeys(start.plusSeconds(10));

        assertThat(store.keyUse(HERE, KEY)).isEmpty();
        assertThat(store.keyUse(HERE, later)).isPresent();
        assertCommitted(store.commit(new ChangeSet(HERE, null, new KeyUse(KEY, "f", "c", now()), List.of())));
    }

    @Test
    @Proves("ST-05")
    void eventsAreNumberedPerRunWithoutGaps() {
        Run run = storedRun("r");
        Run other = storedRun("other");

        assertCommitted(commit(append(run, said("1"), said("2")), append(other, said("x")), append(run, said("3"))));
        assertConflict(commit(append(run, said("lost")), new Change.PutRun(run, 9)));
        assertCommitted(commit(append(run)));
        assertCommitted(commit(append(run, said("4"))));

        assertThat(events(run))
                .containsExactly(
                        new NumberedEvent(1, said("1")),
                        new NumberedEvent(2, said("2")),
                        new NumberedEvent(3, said("3")),
                        new NumberedEvent(4, said("4")));
        assertThat(events(other)).containsExactly(new NumberedEvent(1, said("x")));
    }

    @Test
    @Proves("ST-05")
    void eventsAreReadFromAnyNumberOn() {
        Run run = storedRun("r");
        assertCommitted(commit(append(run, said("1"), said("2"), said("3"), said("4"))));

        assertThat(numbers(store.events(HERE, run.id(), 1, 2))).containsExactly(2L, 3L);
        assertThat(numbers(store.events(HERE, run.id(), 3, 2))).containsExactly(4L);
        assertThat(store.events(HERE, run.id(), 4, 2)).isEmpty();
        assertThat(store.events(HERE, new RunId("no-such-run"), 0, 2)).isEmpty();
    }

    @Test
    @Proves("ST-06")
    void listingsFollowTheOrderOfTheFirstCommit() {
        Conversation conversation = storedConversation("c");
        Instant now = now();
        // Neither ids nor times of creation give the order.
        List<String> ids = List.of("m5", "m1", "m4", "m2", "m3");
        for (String id : ids) {
            Message message = Message.added(new MessageId(id), conversation.id(), now, Samples.user("hi"));
            assertCommitted(commit(new Change.PutMessage(message, 0)));
        }
        Message first = store.message(HERE, conversation.id(), new MessageId("m5"))
                .orElseThrow()
                .value();
        assertCommitted(commit(new Change.PutMessage(first.withMetadata(Samples.METADATA), 1)));

        assertPages(ids, page -> store.messages(HERE, conversation.id(), null, page), Message::id);
    }

    @Test
    @Proves("ST-06")
    void everyListingIsPagedByKey() {
        Conversation conversation = storedConversation("c");
        Run run = storedRun("r");
        List<String> ids = List.of("5", "1", "4", "2", "3");
        for (String id : ids) {
            assertCommitted(commit(
                    new Change.PutAssistant(assistant(id), 0),
                    new Change.PutRun(run(conversation, id), 0),
                    new Change.PutStep(step(run, id), 0)));
        }
        for (String id : ids) {
            assertCommitted(commitIn(ELSEWHERE, new Change.PutConversation(conversation(id), 0)));
        }

        assertPages(ids, page -> store.assistants(HERE, page), Assistant::id);
        assertPages(ids, page -> store.conversations(ELSEWHERE, page), Conversation::id);
        assertPages(ids, page -> store.runs(HERE, conversation.id(), page), Run::id);
        assertPages(ids, page -> store.steps(HERE, run.id(), page), RunStep::id);
    }

    @Test
    @Proves("ST-06")
    void whatIsDeletedBeforeAPageDoesNotShiftIt() {
        Conversation conversation = storedConversation("c");
        for (int i = 1; i <= 5; i++) {
            assertCommitted(commit(new Change.PutMessage(message(conversation, "m" + i), 0)));
        }

        assertCommitted(commit(new Change.DeleteMessage(message(conversation, "m1"), 1)));

        Page<Message> page = store.messages(
                HERE, conversation.id(), null, PageRequest.OLDEST.withLimit(2).after("m2"));
        assertThat(Samples.ids(page.items(), Message::id)).containsExactly("m3", "m4");
        assertThat(page.hasMore()).isTrue();
    }

    @Test
    @Proves("ST-06")
    void theMessagesOfARunArePagedAlone() {
        Run run = storedRun("r");
        Conversation conversation =
                store.conversation(HERE, run.conversation()).orElseThrow().value();
        List<String> written = List.of("w3", "w1", "w2", "w5", "w4");
        for (String id : written) {
            Message byRun = Message.begun(new MessageId(id), conversation.id(), now(), run.assistant(), run.id());
            assertCommitted(commit(
                    new Change.PutMessage(byRun, 0), new Change.PutMessage(message(conversation, "by-hand-" + id), 0)));
        }

        assertPages(written, page -> store.messages(HERE, conversation.id(), run.id(), page), Message::id);
        Message gone = Message.begun(new MessageId("w1"), conversation.id(), now(), run.assistant(), run.id());
        assertCommitted(commit(new Change.DeleteMessage(gone, 1)));
        assertThat(Samples.ids(
                        store.messages(HERE, conversation.id(), run.id(), PageRequest.OLDEST)
                                .items(),
                        Message::id))
                .containsExactly("w3", "w2", "w5", "w4");
        assertThat(store.messages(HERE, conversation.id(), new RunId("no-such-run"), PageRequest.NEWEST)
                        .items())
                .isEmpty();
        assertThat(store.messages(HERE, conversation.id(), null, PageRequest.OLDEST)
                        .items())
                .hasSize(9);
    }

    @Test
    @Proves("ST-07")
    void theSameIdsInAnotherProjectAreOtherObjects() {
        Assistant assistant = assistant("a");
        Conversation conversation = conversation("c");
        Message message = message(conversation, "m");
        Run run = run(conversation, "r");
        RunStep step = step(run, "s");
        Change[] changes = {
            new Change.PutAssistant(assistant, 0),
            new Change.PutConversation(conversation, 0),
            new Change.PutMessage(message, 0),
            new Change.PutRun(run, 0),
            new Change.PutStep(step, 0),
            append(run, said("here"))
        };
        assertCommitted(commit(changes));

        assertThat(store.assistant(ELSEWHERE, assistant.id())).isEmpty();
        assertThat(store.conversation(ELSEWHERE, conversation.id())).isEmpty();
        assertThat(store.message(ELSEWHERE, conversation.id(), message.id())).isEmpty();
        assertThat(store.run(ELSEWHERE, conversation.id(), run.id())).isEmpty();
        assertThat(store.step(ELSEWHERE, run.id(), step.id())).isEmpty();
        assertThat(store.events(ELSEWHERE, run.id(), 0, 10)).isEmpty();
        assertThat(store.assistants(ELSEWHERE, PageRequest.NEWEST).items()).isEmpty();
        assertThat(store.conversations(ELSEWHERE, PageRequest.NEWEST).items()).isEmpty();
        assertThat(store.messages(ELSEWHERE, conversation.id(), null, PageRequest.NEWEST)
                        .items())
                .isEmpty();
        assertThat(store.runs(ELSEWHERE, conversation.id(), PageRequest.NEWEST).items())
                .isEmpty();
        assertThat(store.steps(ELSEWHERE, run.id(), PageRequest.NEWEST).items()).isEmpty();

        assertCommitted(commitIn(ELSEWHERE, changes));
        assertCommitted(commitIn(ELSEWHERE, new Change.DeleteConversation(conversation, 1)));
        assertThat(store.run(HERE, conversation.id(), run.id())).isPresent();
        assertThat(events(run)).hasSize(1);
    }

    @Test
    @Proves({"ST-04", "ST-07"})
    void aKeyOfAnotherProjectIsAnotherKey() {
        KeyUse use = new KeyUse(KEY, "fingerprint", "a", now());
        assertCommitted(store.commit(new ChangeSet(HERE, null, use, List.of())));

        assertThat(store.keyUse(ELSEWHERE, KEY)).isEmpty();
        assertCommitted(store.commit(new ChangeSet(ELSEWHERE, null, use, List.of())));
    }

    @Test
    @Proves("ST-08")
    void aDeletedConversationTakesEverythingWithIt() {
        Run run = storedRun("r");
        Run kept = storedRun("kept");
        Conversation conversation =
                store.conversation(HERE, run.conversation()).orElseThrow().value();
        Message message = message(conversation, "m");
        RunStep step = step(run, "s");
        assertCommitted(commit(
                new Change.PutMessage(message, 0),
                new Change.PutStep(step, 0),
                append(run, said("1")),
                append(kept, said("1"))));
        Lease lease = claimed(run, "owner");

        assertCommitted(commit(new Change.DeleteConversation(conversation, 1)));

        assertThat(store.conversation(HERE, conversation.id())).isEmpty();
        assertThat(store.message(HERE, conversation.id(), message.id())).isEmpty();
        assertThat(store.run(HERE, conversation.id(), run.id())).isEmpty();
        assertThat(store.step(HERE, run.id(), step.id())).isEmpty();
        assertThat(events(run)).isEmpty();
        assertThat(store.renew(lease, LIFE)).isFalse();
        assertThat(store.claim(ref(run), "owner", LIFE)).isEmpty();
        assertStale(commitUnder(lease, new Change.PutAssistant(assistant("a"), 0)));
        assertThat(store.unowned(10)).containsExactly(ref(kept));
        assertThat(events(kept)).hasSize(1);

        // What comes back under the same ids begins anew.
        assertCommitted(commit(
                new Change.PutConversation(conversation, 0),
                new Change.PutMessage(message, 0),
                new Change.PutRun(run, 0),
                new Change.PutStep(step, 0),
                append(run, said("again"))));
        assertThat(events(run)).containsExactly(new NumberedEvent(1, said("again")));
        assertThat(store.claim(ref(run), "owner", LIFE)).isPresent();
    }

    @Test
    @Proves({"ST-02", "ST-13"})
    void ofManyWhoBuildOnOneVersionOneWins() throws Exception {
        Conversation conversation = storedConversation("c");

        List<CommitResult> results = InParallel.call(
                8,
                i -> harness.another()
                        .commit(new ChangeSet(
                                HERE,
                                null,
                                null,
                                List.of(
                                        new Change.PutMessage(message(conversation, "m" + i), 0),
                                        new Change.PutConversation(conversation, 1)))));

        assertThat(results).containsOnlyOnce(new CommitResult.Committed());
        assertThat(results).filteredOn(CommitResult.Conflict.class::isInstance).hasSize(7);
        assertThat(store.messages(HERE, conversation.id(), null, PageRequest.NEWEST)
                        .items())
                .hasSize(1);
        assertThat(store.conversation(HERE, conversation.id()).orElseThrow().version())
                .isEqualTo(2);
    }

    @Test
    @Proves({"ST-05", "ST-13"})
    void manyWhoAppendAtOnceLeaveNoGapAndLoseNothing() throws Exception {
        Run run = storedRun("r");

        InParallel.call(8, i -> {
            for (int n = 0; n < 10; n++) {
                assertCommitted(commit(append(run, said(i + "a" + n), said(i + "b" + n))));
            }
            return i;
        });

        List<NumberedEvent> events = events(run);
        assertThat(numbers(events))
                .isEqualTo(LongStream.rangeClosed(1, 160).boxed().toList());
        assertThat(new ArrayList<>(
                        events.stream().map(NumberedEvent::event).distinct().toList()))
                .hasSize(160);
        // The events of one commit stay together.
        assertThat(IntStream.range(0, 80)
                        .filter(i ->
                                !textOf(events.get(2 * i)).replace('a', 'b').equals(textOf(events.get(2 * i + 1)))))
                .isEmpty();
    }

    private interface StoredVersion {
        Optional<Long> read();
    }

    private void assertVersionsAreKept(LongFunction<Change> put, StoredVersion version) {
        assertConflict(commit(put.apply(1)));
        assertThat(version.read()).isEmpty();
        assertCommitted(commit(put.apply(0)));
        assertConflict(commit(put.apply(0)));
        assertThat(version.read()).contains(1L);
        assertCommitted(commit(put.apply(1)));
        assertConflict(commit(put.apply(1)));
        assertConflict(commit(put.apply(3)));
        assertThat(version.read()).contains(2L);
    }

    /** Checks a listing that holds five items of these ids, oldest first. */
    private static <T> void assertPages(
            List<String> oldestFirst, Function<PageRequest, Page<T>> listing, Function<T, ? extends Id> id) {
        List<String> newestFirst = new ArrayList<>(oldestFirst);
        Collections.reverse(newestFirst);
        for (Order order : Order.values()) {
            List<String> ids = order == Order.OLDEST_FIRST ? oldestFirst : newestFirst;
            PageRequest all = new PageRequest(PageRequest.MAX_LIMIT, order, null, null);
            PageRequest two = all.withLimit(2);
            Function<PageRequest, Page<String>> page =
                    request -> listing.apply(request).map(item -> id.apply(item).value());

            assertThat(page.apply(all)).isEqualTo(new Page<>(ids, false));
            assertThat(page.apply(all.withLimit(5))).isEqualTo(new Page<>(ids, false));
            assertThat(page.apply(two)).isEqualTo(new Page<>(ids.subList(0, 2), true));
            assertThat(page.apply(two.after(ids.get(1)))).isEqualTo(new Page<>(ids.subList(2, 4), true));
            assertThat(page.apply(two.after(ids.get(3)))).isEqualTo(new Page<>(ids.subList(4, 5), false));
            assertThat(page.apply(two.before(ids.get(3)))).isEqualTo(new Page<>(ids.subList(1, 3), true));
            assertThat(page.apply(two.before(ids.get(1)))).isEqualTo(new Page<>(ids.subList(0, 1), false));
            assertThat(page.apply(all.after(ids.get(0)).before(ids.get(4))))
                    .isEqualTo(new Page<>(ids.subList(1, 4), false));
            assertThat(page.apply(two.after(ids.get(0)).before(ids.get(4))))
                    .isEqualTo(new Page<>(ids.subList(1, 3), true));
            assertThat(page.apply(all.after(ids.get(3)).before(ids.get(1)))).isEqualTo(new Page<>(List.of(), false));
            assertThat(assertThrows(InvalidRequest.class, () -> listing.apply(all.after("no-such-id")))
                            .param())
                    .isEqualTo("after");
            assertThat(assertThrows(InvalidRequest.class, () -> listing.apply(all.before("no-such-id")))
                            .param())
                    .isEqualTo("before");
        }
    }

    private static RunEvent said(String text) {
        return new RunEvent.TextDelta(new MessageId("m"), 0, text);
    }

    private static String textOf(NumberedEvent event) {
        return ((RunEvent.TextDelta) event.event()).text();
    }

    private static List<Long> numbers(List<NumberedEvent> events) {
        return events.stream().map(NumberedEvent::number).toList();
    }
}
