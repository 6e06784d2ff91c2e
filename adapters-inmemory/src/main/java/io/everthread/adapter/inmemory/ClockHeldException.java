package io.everthread.adapter.inmemory;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody waits for what only the passing of time can bring, and the test holds the clock. */
public final class ClockHeldException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Instant nextDue;

    ClockHeldException(Instant now, @Nullable Instant nextDue) {
        super(message(now, nextDue));
        this.nextDue = nextDue;
    }

    /** When something is due next; null if nothing ever is. */
    public @Nullable Instant nextDue() {
        return nextDue;
    }

    private static String message(Instant now, @Nullable Instant nextDue) {
        String held = "The test holds the clock at " + now + " and nothing is due";
        if (nextDue == null) {
            return held + ", now or later; what is being waited for cannot come by itself.";
        }
        Duration away = Duration.between(now, nextDue);
        return held + " before " + nextDue + ", which is " + away + " away; call advance(Duration.parse(\"" + away
                + "\")) before waiting, or release() the clock.";
    }
}
