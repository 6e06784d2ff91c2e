package io.everthread.adapter.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    @ParameterizedTest
    @CsvSource({
        ",, -1",
        "250,, 250",
        "250, 9, 250",
        "250.5,, 250",
        "soon, 2, 2000",
        ", 2, 2000",
        ", 0.5, 500",
        ", -3, 0",
        ", 1e30, 9223372036854775807",
        ", 'Mon, 23 Nov 2026 10:00:07 GMT', 7000",
        ", 'Mon, 23 Nov 2020 10:00:07 GMT', 0",
        ", tomorrow, -1",
        ", '', -1",
    })
    void read(@Nullable String millis, @Nullable String secondsOrDate, long expected) {
        Instant now = Instant.parse("2026-11-23T10:00:00Z");
        Duration read = RetryAfter.of(millis, secondsOrDate, now);
        assertThat(read == null ? -1 : read.toMillis()).isEqualTo(expected);
    }
}
