package io.everthread.port;

import io.everthread.domain.InvalidValue;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a listing.
 *
 * <ul>
 *   <li>AG-70: The default is the newest {@value #DEFAULT_LIMIT}, newest first; {@link Order#OLDEST_FIRST} is the reverse.
 *   <li>AG-71: A page has at most {@code limit} items and says whether more follow.
 *   <li>AG-72: {@code after} gives what follows that item in the listing's order; {@code before} the items just before it, in the
 *       same order. The item itself is in neither. With both, the page begins after the one and ends before the other.
 *   <li>AG-73: Pages joined by {@code after} give every item once, also while newer ones are being added.
 *   <li>AG-74: A cursor that names no item of the listing fails with {@link AssistantException.InvalidRequest} that names the
 *       parameter.
 * </ul>
 *
 * @param limit 1 to {@value #MAX_LIMIT}
 * @param after the id of an item; null to begin at the start
 * @param before the id of an item; null for no end
 */
public record PageRequest(
        int limit,
        Order order,
        @Nullable String after,
        @Nullable String before) {

    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 100;

    /** By time of creation. */
    public enum Order {
        NEWEST_FIRST,
        OLDEST_FIRST
    }

    /** The newest {@value #DEFAULT_LIMIT}. */
    public static final PageRequest NEWEST = new PageRequest(DEFAULT_LIMIT, Order.NEWEST_FIRST, null, null);

    /** From the oldest on, in the largest pages. */
    public static final PageRequest OLDEST = new PageRequest(MAX_LIMIT, Order.OLDEST_FIRST, null, null);

    /** @throws InvalidValue if the limit is out of range */
    public PageRequest {
        InvalidValue.ifOutside("limit", limit, 1, MAX_LIMIT);
    }

    public PageRequest withLimit(int limit) {
        return new PageRequest(limit, order, after, before);
    }

    public PageRequest after(String id) {
        return new PageRequest(limit, order, id, before);
    }

    public PageRequest before(String id) {
        return new PageRequest(limit, order, after, id);
    }
}
