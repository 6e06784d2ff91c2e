package io.everthread.domain;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A value is outside what the Assistants API allows; the caller must correct it. */
public final class InvalidValue extends RuleViolation {

    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field the field as the wire names it, such as {@code metadata} or {@code tools[2].function.name}
     * @param problem what is wrong, continuing the sentence that the field's name begins
     */
    public InvalidValue(String field, String problem) {
        super("'" + field + "' " + problem + ".");
        this.field = field;
    }

    /** The field as the wire names it. */
    public String field() {
        return field;
    }

    /** Returns {@code text} if it has at most {@code max} characters; null passes. */
    public static @Nullable String ifLonger(String field, @Nullable String text, int max) {
        if (text != null && text.length() > max) {
            throw new InvalidValue(field, "is %,d characters long; the limit is %,d".formatted(text.length(), max));
        }
        return text;
    }

    /** Throws if {@code items} has more than {@code max} elements. */
    public static void ifMore(String field, Collection<?> items, int max) {
        if (items.size() > max) {
            throw new InvalidValue(field, "has " + items.size() + " entries; the limit is " + max);
        }
    }

    /** Throws if {@code text} is empty or only white space. */
    public static void ifBlank(String field, String text) {
        if (text.isBlank()) {
            throw new InvalidValue(field, "must not be empty");
        }
    }

    /** Throws if {@code number} is outside {@code min} to {@code max}, both allowed; null passes. */
    public static void ifOutside(String field, @Nullable Number number, double min, double max) {
        if (number != null && !(number.doubleValue() >= min && number.doubleValue() <= max)) {
            throw new InvalidValue(field, "must be from " + plain(min) + " to " + plain(max) + ", not " + number);
        }
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
}
