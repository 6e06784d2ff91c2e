package io.everthread.adapter.openai;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How time is waited away. */
@FunctionalInterface
interface Pause {

    /** By the system's clock. */
    Pause REAL = (cancelled, time) -> cancelled.await(time.toMillis(), TimeUnit.MILLISECONDS);

    /** Waits for {@code time}, or until {@code cancelled} opens: then, true. */
    boolean cutShort(CountDownLatch cancelled, Duration time) throws InterruptedException;
}
