package io.everthread.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.application.IdSource;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RandomIdsTest {

    private final RandomIds ids = new RandomIds();

    @ParameterizedTest
    @EnumSource
    void anIdLooksLikeThoseOfTheService(IdSource.Kind kind) {
        assertThat(ids.next(kind)).matches(kind.prefix() + "[0-9A-Za-z]{24}");
    }

    @Test
    void noTwoAreTheSame() {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            all.add(ids.next(IdSource.Kind.RUN));
        }
        assertThat(all).hasSize(10_000);
    }
}
