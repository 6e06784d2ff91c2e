package io.everthread.port.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.everthread.domain.ConversationId;
import io.everthread.domain.assistant.Assistant;
import io.everthread.domain.conversation.Conversation;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunRequest;
import io.everthread.domain.run.RunStep;
import io.everthread.port.AssistantException.InvalidRequest;
import io.everthread.port.Limitation;
import io.everthread.port.Page;
import io.everthread.port.PageRequest;
import io.everthread.port.PageRequest.Order;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link PageRequest} promises, of every listing there is. */
public abstract class PagingContract extends GatewayFixture {

    /** Everything that can be listed. */
    enum Listed {
        ASSISTANTS,
        CONVERSATIONS,
        MESSAGES,
        RUNS,
        STEPS
    }

    @ParameterizedTest
    @EnumSource
    @Proves("AG-70")
    void theDefaultIsTheNewestTwentyNewestFirst(Listed listed) throws Throwable {
        withListing(listed, listing -> {
            List<String> ids = listing.add(22);

            Page<String> newest = listing.page(PageRequest.NEWEST);

            assertThat(newest.items()).isEqualTo(reversed(ids.subList(2, 22)));
            assertThat(newest.hasMore()).isTrue();
            assertThat(listing.page(PageRequest.OLDEST).items()).isEqualTo(ids);
        });
    }

    @ParameterizedTest
    @EnumSource
    @Proves("AG-71")
    void aPageHoldsAtMostItsLimitAndTellsOfMore(Listed listed) throws Throwable {
        withListing(listed, listing -> {
            List<String> ids = listing.add(3);

            assertThat(listing.page(PageRequest.OLDEST.withLimit(2))).isEqualTo(new Page<>(ids.subList(0, 2), true));
            assertThat(listing.page(PageRequest.OLDEST.withLimit(3))).isEqualTo(new Page<>(ids, false));
            assertThat(listing.page(PageRequest.OLDEST.withLimit(4))).isEqualTo(new Page<>(ids, false));
            assertThat(listing.page(PageRequest.OLDEST.withLimit(2).after(ids.get(0))))
                    .isEqualTo(new Page<>(ids.subList(1, 3), false));
        });
    }

    @ParameterizedTest
    @EnumSource
    @Proves("AG-72")
    void cursorsAreFollowedInTheOrderOfTheListing(Listed listed) throws Throwable {
        withListing(listed, listing -> {
            List<String> oldestFirst = listing.add(5);
            for (Order order : Order.values()) {
                List<String> ids = order == Order.OLDEST_FIRST ? oldestFirst : reversed(oldestFirst);
                PageRequest all = new PageRequest(PageRequest.MAX_LIMIT, order, null, null);
                PageRequest two = all.withLimit(2);

                assertThat(listing.page(two.after(ids.get(1)))).isEqualTo(new Page<>(ids.subList(2, 4), true));
                assertThat(listing.page(two.after(ids.get(3)))).isEqualTo(new Page<>(ids.subList(4, 5), false));
                assertThat(listing.page(two.after(ids.get(4)))).isEqualTo(new Page<>(List.of(), false));
                assertThat(listing.page(two.before(ids.get(3)))).isEqualTo(new Page<>(ids.subList(1, 3), true));
                assertThat(listing.page(two.before(ids.get(1)))).isEqualTo(new Page<>(ids.subList(0, 1), false));
                assertThat(listing.page(two.before(ids.get(0)))).isEqualTo(new Page<>(List.of(), false));
                assertThat(listing.page(all.after(ids.get(0)).before(ids.get(4))))
                        .isEqualTo(new Page<>(ids.subList(1, 4), false));
                assertThat(listing.page(two.after(ids.get(0)).before(ids.get(4))))
                        .isEqualTo(new Page<>(ids.subList(1, 3), true));
                assertThat(listing.page(all.after(ids.get(3)).before(ids.get(1))))
                        .isEqualTo(new Page<>(List.of(), false));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    @Proves("AG-73")
    void pagesGiveEveryItemOnceWhileNewerOnesAreAdded(Listed listed) throws Throwable {
        withListing(listed, listing -> {
            List<String> ids = listing.add(5);

            List<String> newestFirst = listing.join(PageRequest.NEWEST.withLimit(2), page -> listing.add(1));

            assertThat(newestFirst).isEqualTo(reversed(ids));
        });
    }

    @ParameterizedTest
    @EnumSource
    @Proves("AG-73")
    void pagesFromTheOldestOnReachWhatIsAddedMeanwhile(Listed listed) throws Throwable {
        withListing(listed, listing -> {
            List<String> ids = new ArrayList<>(listing.add(3));

            List<String> oldestFirst = listing.join(PageRequest.OLDEST.withLimit(2), page -> {
                if (page == 1) {
                    ids.addAll(listing.add(2));
                }
            });

            assertThat(oldestFirst).isEqualTo(ids).hasSize(5);
        });
    }

    @ParameterizedTest
    @EnumSource
    @Proves("AG-74")
    void aCursorThatNamesNothingListedIsRefused(Listed listed) throws Throwable {
        withListing(listed, listing -> {
            listing.add(1);
            // It exists, and in no listing that is tested here.
            String elsewhere = gateway.messages()
                    .add(conversation(), Samples.user("elsewhere"))
                    .id()
                    .value();

            for (String cursor : List.of("no-such-item", elsewhere)) {
                assertRefused("after", () -> listing.page(PageRequest.NEWEST.after(cursor)));
                assertRefused("before", () -> listing.page(PageRequest.NEWEST.before(cursor)));
            }
        });
    }

    private static void assertRefused(String parameter, Executable call) {
        InvalidRequest refused = assertThrows(InvalidRequest.class, call);
        assertThat(refused.param()).isEqualTo(parameter);
    }

    private void withListing(Listed listed, TestOfListing test) throws Throwable {
        switch (listed) {
            case ASSISTANTS -> test.of(assistantListing());
            case CONVERSATIONS ->
                unlessLimited(
                        Limitation.LIST_CONVERSATIONS,
                        () -> gateway.conversations().list(PageRequest.NEWEST),
                        () -> test.of(conversationListing()));
            case MESSAGES -> test.of(messageListing());
            case RUNS -> test.of(runListing());
            case STEPS -> test.of(stepListing());
        }
    }

    private Listing assistantListing() {
        return new Listing(
                () -> assistant().value(),
                page -> gateway.assistants().list(page).map(Assistant::id).map(Record::toString));
    }

    private Listing conversationListing() {
        return new Listing(
                () -> conversation("hi").value(),
                page -> gateway.conversations().list(page).map(Conversation::id).map(Record::toString));
    }

    private Listing messageListing() {
        ConversationId conversation = conversation();
        return new Listing(
                () -> gateway.messages()
                        .add(conversation, Samples.user("hi"))
                        .id()
                        .value(),
                page -> gateway.messages()
                        .list(conversation, page)
                        .map(Message::id)
                        .map(Record::toString));
    }

    private Listing runListing() {
        ConversationId conversation = conversation("hi");
        RunRequest request = RunRequest.of(assistant());
        return new Listing(
                () -> awaited(gateway.runs().create(conversation, request)).id().value(),
                page -> gateway.runs().list(conversation, page).map(Run::id).map(Record::toString));
    }

    /** Each answer to the run's call brings the next call, which is another step. */
    private Listing stepListing() {
        harness.script(Turn.calls("look_up", "{}"));
        Run run = gateway.runs().createWithConversation(NewConversation.EMPTY, RunRequest.of(assistantWith("look_up")));
        List<String> seen = new ArrayList<>();
        return new Listing(
                () -> {
                    Run waiting = awaited(run);
                    if (!seen.isEmpty()) {
                        submitted(waiting, outputsFor(waiting));
                        awaited(run);
                    }
                    List<RunStep> steps = steps(run);
                    seen.add(steps.get(steps.size() - 1).id().value());
                    return seen.get(seen.size() - 1);
                },
                page -> gateway.runs()
                        .steps(run.conversation(), run.id(), page)
                        .map(RunStep::id)
                        .map(Record::toString));
    }

    private static List<String> reversed(List<String> ids) {
        List<String> reversed = new ArrayList<>(ids);
        Collections.reverse(reversed);
        return reversed;
    }

    private interface TestOfListing {
        void of(Listing listing);
    }

    private interface BetweenPages {
        void afterPage(int number);
    }

    /**
     * One listing.
     *
     * @param adding adds an item and returns its id
     */
    private record Listing(Supplier<String> adding, Function<PageRequest, Page<String>> listing) {

        /** The ids of the added items, oldest first. */
        List<String> add(int count) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                ids.add(adding.get());
            }
            return ids;
        }

        Page<String> page(PageRequest request) {
            return listing.apply(request);
        }

        /** The ids of all pages from {@code first} on. */
        List<String> join(PageRequest first, BetweenPages between) {
            List<String> ids = new ArrayList<>();
            PageRequest next = first;
            for (int number = 1; ; number++) {
                Page<String> page = page(next);
                ids.addAll(page.items());
                if (!page.hasMore()) {
                    return ids;
                }
                between.afterPage(number);
                next = first.after(page.items().get(page.items().size() - 1));
            }
        }
    }
}
