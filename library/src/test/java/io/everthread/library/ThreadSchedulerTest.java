package io.everthread.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everthread.application.Scheduler.Cancellable;
import io.everthread.application.Signal;
import io.everthread.port.AssistantException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadSchedulerTest {

    private static final long SOON = 10;

    private final ThreadScheduler scheduler = new ThreadScheduler();

    @AfterEach
    void close() {
        scheduler.close();
    }

    @Test
    void aTaskRunsOnAnotherThreadThatDoesNotKeepTheJvmAlive() throws InterruptedException {
        SynchronousQueue<Thread> ran = new SynchronousQueue<>();

        scheduler.execute(() -> put(ran, Thread.currentThread()));

        Thread thread = ran.poll(SOON, TimeUnit.SECONDS);
        assertThat(thread).isNotNull().isNotSameAs(Thread.currentThread());
        assertThat(thread.isDaemon()).isTrue();
    }

    @Test
    void tasksThatWaitForEachOtherAllRun() throws InterruptedException {
        int many = ThreadScheduler.MAX_THREADS;
        CountDownLatch together = new CountDownLatch(many);
        CountDownLatch done = new CountDownLatch(many);

        for (int i = 0; i < many; i++) {
            scheduler.execute(() -> {
                together.countDown();
                await(together);
                done.countDown();
            });
        }

        assertThat(done.await(SOON, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aTaskIsRunAfterItsDelay() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);

        scheduler.schedule(Duration.ofMillis(1), ran::countDown);

        assertThat(ran.await(SOON, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aTaskThatWaitsHoldsUpNoOther() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch ran = new CountDownLatch(1);
        scheduler.schedule(Duration.ZERO, () -> await(release));

        scheduler.schedule(Duration.ofMillis(1), ran::countDown);

        assertThat(ran.await(SOON, TimeUnit.SECONDS)).isTrue();
        release.countDown();
    }

    @Test
    void aCancelledTaskDoesNotRun() throws InterruptedException {
        AtomicBoolean ran = new AtomicBoolean();
        CountDownLatch later = new CountDownLatch(1);

        Cancellable cancelled = scheduler.schedule(Duration.ofMillis(20), () -> ran.set(true));
        cancelled.cancel();
        scheduler.schedule(Duration.ofMillis(40), later::countDown);

        assertThat(later.await(SOON, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).isFalse();
    }

    @Test
    void anAnnouncementIsKeptForTheNextWaitAndOnlyOnce() {
        Signal signal = scheduler.newSignal();

        signal.fire();
        signal.fire();

        assertThat(signal.await(null)).isTrue();
        assertThat(signal.await(Duration.ZERO)).isFalse();
    }

    @Test
    void anAnnouncementWakesWhoeverWaits() {
        Signal signal = scheduler.newSignal();

        scheduler.execute(signal::fire);

        assertThat(signal.await(Duration.ofSeconds(SOON))).isTrue();
    }

    @Test
    void anInterruptedThreadStopsWaiting() {
        Signal signal = scheduler.newSignal();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> signal.await(null)).isInstanceOf(AssistantException.TimedOut.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void closingStopsWhatRunsAndStartsNothingMore() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        scheduler.execute(() -> {
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException closed) {
                stopped.countDown();
            }
        });
        assertThat(running.await(SOON, TimeUnit.SECONDS)).isTrue();

        scheduler.close();
        scheduler.close();
        AtomicBoolean ran = new AtomicBoolean();
        scheduler.execute(() -> ran.set(true));
        scheduler.schedule(Duration.ZERO, () -> ran.set(true)).cancel();

        assertThat(stopped.await(SOON, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).isFalse();
    }

    private static void put(SynchronousQueue<Thread> queue, Thread thread) {
        try {
            queue.put(thread);
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
