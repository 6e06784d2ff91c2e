package io.everthread.adapter.inmemory;

import io.everthread.port.AssistantException;
import io.everthread.port.Page;
import io.everthread.port.PageRequest;
import io.everthread.port.PageRequest.Order;
import io.everthread.port.Versioned;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Versioned objects by id, paged in the order in which they were first put. Putting costs the same however many there
 * are, and so does a page, wherever it begins. Not thread-safe.
 */
final class Listing<T> {

    private final Map<String, Entry<T>> byId = new HashMap<>();
    private final NavigableMap<Long, Entry<T>> byPosition = new TreeMap<>();
    private long lastPosition;

    /** 0 if there is none. */
    long version(String id) {
        Entry<T> entry = byId.get(id);
        return entry == null ? 0 : entry.object.version();
    }

    @Nullable
    Versioned<T> get(String id) {
        Entry<T> entry = byId.get(id);
        return entry == null ? null : entry.object;
    }

    void put(String id, T value) {
        Entry<T> old = byId.get(id);
        long position = old == null ? ++lastPosition : old.position;
        Entry<T> entry = new Entry<>(position, new Versioned<>(value, version(id) + 1));
        byId.put(id, entry);
        byPosition.put(position, entry);
    }

    void remove(String id) {
        Entry<T> entry = byId.remove(id);
        if (entry != null) {
            byPosition.remove(entry.position);
        }
    }

    Collection<String> ids() {
        return Collections.unmodifiableSet(byId.keySet());
    }

    /** @throws AssistantException.InvalidRequest if a cursor names nothing here */
    Page<T> page(PageRequest request) {
        boolean newestFirst = request.order() == Order.NEWEST_FIRST;
        NavigableMap<Long, Entry<T>> rest = newestFirst ? byPosition.descendingMap() : byPosition;
        Long after = position("after", request.after());
        Long before = position("before", request.before());
        if (after != null && before != null && (newestFirst ? after <= before : after >= before)) {
            return new Page<>(List.of(), false);
        }
        if (after != null) {
            rest = rest.tailMap(after, false);
        }
        if (before != null) {
            rest = rest.headMap(before, false);
        }
        boolean backwards = before != null && after == null;
        return backwards ? reversed(first(rest.descendingMap(), request.limit())) : first(rest, request.limit());
    }

    private static <T> Page<T> first(NavigableMap<Long, Entry<T>> entries, int limit) {
        List<T> items = new ArrayList<>();
        for (Entry<T> entry : entries.values()) {
            if (items.size() == limit) {
                return new Page<>(items, true);
            }
            items.add(entry.object.value());
        }
        return new Page<>(items, false);
    }

    private static <T> Page<T> reversed(Page<T> page) {
        List<T> items = new ArrayList<>(page.items());
        Collections.reverse(items);
        return new Page<>(items, page.hasMore());
    }

    private @Nullable Long position(String parameter, @Nullable String id) {
        if (id == null) {
            return null;
        }
        Entry<T> entry = byId.get(id);
        if (entry == null) {
            throw new AssistantException.InvalidRequest(
                    "'" + parameter + "' names '" + id + "', which is not in this list; take an id from a page of it.",
                    parameter,
                    null);
        }
        return entry.position;
    }

    private record Entry<T>(long position, Versioned<T> object) {}
}
