package io.everthread.port;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a listing.
 *
 * @param hasMore whether more items follow in the direction of paging
 */
public record Page<T>(List<T> items, boolean hasMore) {

    public Page {
        items = List.copyOf(items);
    }

    public <R> Page<R> map(Function<? super T, ? extends R> each) {
        return new Page<>(items.stream().<R>map(each).toList(), hasMore);
    }
}
