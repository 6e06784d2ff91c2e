package io.everthread.adapter.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.everthread.application.Scheduler.Cancellable;
import io.everthread.application.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ManualClockTest {

    private final ManualClock clock = new ManualClock();
    private final List<String> log = new ArrayList<>();

    @Test
    void tasksRunInTheOrderInWhichTheyAreDueThenSubmitted() {
        schedule(2, "c");
        schedule(1, "a");
        schedule(2, "d");
        schedule(1, "b");
        clock.execute(() -> log.add("now"));

        clock.advance(seconds(2));

        assertThat(log).containsExactly("now", "a", "b", "c", "d");
    }

    @Test
    void nothingRunsUntilSomebodyWaitsOrAdvances() {
        clock.execute(() -> log.add("now"));
        schedule(0, "also now");

        assertThat(log).isEmpty();

        clock.advance(Duration.ZERO);
        assertThat(log).containsExactly("now", "also now");
    }

    @Test
    void eachTaskSeesItsOwnTime() {
        List<Instant> seen = new ArrayList<>();
        clock.schedule(seconds(3), () -> seen.add(clock.instant()));
        clock.schedule(seconds(1), () -> seen.add(clock.instant()));

        clock.advance(seconds(10));

        assertThat(seen).containsExactly(ManualClock.START.plusSeconds(1), ManualClock.START.plusSeconds(3));
        assertThat(clock.instant()).isEqualTo(ManualClock.START.plusSeconds(10));
    }

    @Test
    void advancingRunsWhatFallsDueOnTheWayAndNothingLater() {
        clock.schedule(seconds(1), () -> schedule(1, "in time"));
        clock.schedule(seconds(1), () -> schedule(2, "too late"));

        clock.advance(seconds(2));

        assertThat(log).containsExactly("in time");
    }

    @Test
    void aCancelledTaskDoesNotRun() {
        Cancellable cancelled = clock.schedule(seconds(1), () -> log.add("cancelled"));
        schedule(1, "kept");

        cancelled.cancel();
        cancelled.cancel();
        clock.advance(seconds(1));

        assertThat(log).containsExactly("kept");
    }

    @Test
    void timeDoesNotGoBack() {
        assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(seconds(-1)));
    }

    @Test
    void waitingRunsDueWorkUntilTheSignal() {
        Signal signal = clock.newSignal();
        clock.execute(() -> log.add("before"));
        clock.execute(signal::fire);
        clock.execute(() -> log.add("after"));

        assertThat(signal.await(null)).isTrue();

        assertThat(log).containsExactly("before");
        assertThat(clock.instant()).isEqualTo(ManualClock.START);
    }

    @Test
    void aSignalFiredBeforeIsKeptForOneWait() {
        Signal signal = clock.newSignal();
        signal.fire();
        signal.fire();

        assertThat(signal.await(null)).isTrue();
        assertThat(signal.await(seconds(1))).isFalse();
    }

    @Test
    void theClockGoesToWhatIsDueNextWhileSomebodyWaits() {
        Signal signal = clock.newSignal();
        schedule(300, "on the way");
        clock.schedule(seconds(600), signal::fire);

        assertThat(signal.await(seconds(601))).isTrue();

        assertThat(log).containsExactly("on the way");
        assertThat(clock.instant()).isEqualTo(ManualClock.START.plusSeconds(600));
    }

    @Test
    void waitingEndsAtExactlyItsTimeout() {
        schedule(5, "early");
        schedule(11, "late");

        assertThat(clock.newSignal().await(seconds(10))).isFalse();

        assertThat(log).containsExactly("early");
        assertThat(clock.instant()).isEqualTo(ManualClock.START.plusSeconds(10));
    }

    @Test
    void whatIsOverIsNotWaitedForAgain() {
        Signal signal = clock.newSignal();
        assertThat(signal.await(seconds(1))).isFalse();
        clock.schedule(seconds(1), signal::fire);

        assertThat(signal.await(seconds(5))).isTrue();
        assertThat(clock.instant()).isEqualTo(ManualClock.START.plusSeconds(2));
    }

    @Test
    void waitingForWhatNeverComesFailsRatherThanHangs() {
        assertThatThrownBy(() -> clock.newSignal().await(null))
                .isInstanceOf(IllegalStateException.class)
                .isNotInstanceOf(ClockHeldException.class)
                .hasMessageContaining("wait for ever");
    }

    @Test
    void aHeldClockRunsWhatIsDueAndThenNamesWhatIsDueNext() {
        clock.hold();
        clock.execute(() -> log.add("due"));
        schedule(600, "later");

        ClockHeldException held = catchThrowableOfType(
                ClockHeldException.class, () -> clock.newSignal().await(null));

        assertThat(log).containsExactly("due");
        assertThat(held.nextDue()).isEqualTo(ManualClock.START.plusSeconds(600));
        assertThat(held).hasMessageContaining("2026-01-01T00:10:00Z").hasMessageContaining("PT10M");
        assertThat(clock.instant()).isEqualTo(ManualClock.START);
    }

    @Test
    void onAHeldClockATimeoutIsWhatIsDueNext() {
        clock.hold();

        ClockHeldException held = catchThrowableOfType(
                ClockHeldException.class, () -> clock.newSignal().await(seconds(5)));

        assertThat(held.nextDue()).isEqualTo(ManualClock.START.plusSeconds(5));
    }

    @Test
    void aHeldClockWithNothingScheduledSaysSo() {
        clock.hold();

        ClockHeldException held = catchThrowableOfType(
                ClockHeldException.class, () -> clock.newSignal().await(null));

        assertThat(held.nextDue()).isNull();
        assertThat(held).hasMessageContaining("now or later");
    }

    @Test
    void aReleasedClockGoesByItselfAgain() {
        clock.hold();
        clock.release();

        assertThat(clock.newSignal().await(seconds(5))).isFalse();
    }

    @Test
    void aTaskMayWaitItself() {
        Signal outer = clock.newSignal();
        Signal inner = clock.newSignal();
        clock.execute(() -> {
            log.add("waits " + inner.await(seconds(3)));
            outer.fire();
        });
        clock.schedule(seconds(1), inner::fire);

        assertThat(outer.await(null)).isTrue();

        assertThat(log).containsExactly("waits true");
    }

    @Test
    void aFailingTaskFailsWhoeverRunsItAndTheClockGoesOn() {
        clock.execute(() -> {
            throw new IllegalArgumentException("broken");
        });
        schedule(0, "next");

        assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ZERO));

        clock.advance(Duration.ZERO);
        assertThat(log).containsExactly("next");
    }

    @Test
    void aClosedClockRunsNothingMore() {
        schedule(0, "never");
        clock.close();
        schedule(0, "never either");

        clock.advance(seconds(1));

        assertThat(log).isEmpty();
        assertThatThrownBy(() -> clock.newSignal().await(null)).hasMessageContaining("closed");
    }

    @Test
    void twoThreadsThatWaitRunOneTaskAtATime() throws Exception {
        AtomicBoolean busy = new AtomicBoolean();
        AtomicBoolean overlapped = new AtomicBoolean();
        CountDownLatch both = new CountDownLatch(2);
        Signal one = clock.newSignal();
        Signal other = clock.newSignal();
        for (int i = 0; i < 1_000; i++) {
            clock.execute(() -> {
                overlapped.compareAndSet(false, !busy.compareAndSet(false, true));
                busy.set(false);
            });
        }
        clock.execute(one::fire);
        clock.execute(other::fire);
        // The common pool may have one thread only, and the two wait for each other.
        ExecutorService threads = Executors.newFixedThreadPool(2);

        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> await(both, one), threads);
        CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> await(both, other), threads);

        assertThat(first.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(second.get(10, TimeUnit.SECONDS)).isTrue();
        threads.shutdown();
        assertThat(overlapped).isFalse();
    }

    private static boolean await(CountDownLatch both, Signal signal) {
        both.countDown();
        try {
            assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return signal.await(seconds(600));
    }

    private void schedule(int seconds, String entry) {
        clock.schedule(seconds(seconds), () -> log.add(entry));
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
