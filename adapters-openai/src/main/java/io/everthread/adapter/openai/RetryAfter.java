package io.everthread.adapter.openai;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads how long a server wants to be left alone. */
final class RetryAfter {

    private RetryAfter() {}

    /**
     * @param millis the header {@code retry-after-ms}, which wins because it is more exact
     * @param secondsOrDate the header {@code Retry-After}: seconds, or an HTTP date
     * @return null if neither can be read; never negative
     */
    static @Nullable Duration of(@Nullable String millis, @Nullable String secondsOrDate, Instant now) {
        Duration exact = millis == null ? null : number(millis, 1);
        if (exact != null || secondsOrDate == null) {
            return exact;
        }
        Duration seconds = number(secondsOrDate, 1000);
        return seconds != null ? seconds : until(secondsOrDate, now);
    }

    private static @Nullable Duration number(String text, int millis) {
        try {
            return notNegative(Duration.ofMillis((long) (Double.parseDouble(text.strip()) * millis)));
        } catch (NumberFormatException notNumber) {
            return null;
        }
    }

    private static @Nullable Duration until(String date, Instant now) {
        try {
            Instant then = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.strip(), Instant::from);
            return notNegative(Duration.between(now, then));
        } catch (DateTimeException notDate) {
            return null;
        }
    }

    private static Duration notNegative(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }
}
