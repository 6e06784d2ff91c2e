package io.everthread.domain;

import org.jspecify.annotations.Nullable;

/**
 * What a modification does to one field: leave it, or set it. Absent and null differ on the wire: an absent key keeps the value,
 * a null clears it.
 *
 * @param <T> the field's type
 */
public sealed interface Patch<T> {

    /** Leaves the field as it is. */
    static <T> Patch<T> keep() {
        return new Keep<>();
    }

    /** Sets the field; null clears one that may be empty. */
    static <T> Patch<T> set(@Nullable T value) {
        return new Set<>(value);
    }

    /** The field's value afterwards, where empty is allowed. */
    @Nullable
    T or(@Nullable T current);

    /** The field's value afterwards, where empty means {@code whenCleared}. */
    default T or(T current, T whenCleared) {
        T after = or(current);
        return after == null ? whenCleared : after;
    }

    /** See {@link Patch#keep()}. */
    record Keep<T>() implements Patch<T> {
        @Override
        public @Nullable T or(@Nullable T current) {
            return current;
        }
    }

    /** See {@link Patch#set(Object)}. */
    record Set<T>(@Nullable T value) implements Patch<T> {
        @Override
        public @Nullable T or(@Nullable T current) {
            return value;
        }
    }
}
