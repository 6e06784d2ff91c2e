package io.everthread.adapter.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.port.Page;
import io.everthread.port.PageRequest;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages between two cursors; the contracts cover the others. */
class ListingTest {

    @ParameterizedTest
    @CsvSource({
        "OLDEST_FIRST, a, d, b c, false",
        "OLDEST_FIRST, a, e, b c, true",
        "OLDEST_FIRST, a, b, '', false",
        "OLDEST_FIRST, b, b, '', false",
        "OLDEST_FIRST, d, a, '', false",
        "NEWEST_FIRST, e, b, d c, false",
        "NEWEST_FIRST, e, a, d c, true",
        "NEWEST_FIRST, b, b, '', false",
        "NEWEST_FIRST, a, e, '', false"
    })
    void betweenTwoCursorsPagingBeginsAfterTheFirst(
            PageRequest.Order order, String after, String before, String items, boolean more) {
        Listing<String> listing = new Listing<>();
        "abcde".chars().mapToObj(Character::toString).forEach(id -> listing.put(id, id));

        Page<String> page = listing.page(new PageRequest(2, order, after, before));

        assertThat(page.items().stream().collect(Collectors.joining(" "))).isEqualTo(items);
        assertThat(page.hasMore()).isEqualTo(more);
    }
}
