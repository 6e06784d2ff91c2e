package io.everthread.adapter.inmemory;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the scripted model does: the first rule that applies is followed. Immutable; {@link ScriptFile} reads one. */
public final class Script {

    /** No rules. */
    public static final Script EMPTY = new Script(List.of());

    private final List<Rule> rules;

    private Script(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** A script of these rules, tried in this order. */
    public static Script of(Rule... rules) {
        return new Script(List.of(rules));
    }

    /** A script of these rules, tried in this order. */
    public static Script of(List<Rule> rules) {
        return new Script(rules);
    }

    /** When each rule applies, numbered. */
    @Override
    public String toString() {
        return rules.isEmpty()
                ? "none"
                : IntStream.range(0, rules.size())
                        .mapToObj(i -> "(" + (i + 1) + ") " + rules.get(i))
                        .collect(Collectors.joining("; "));
    }

    List<Rule> rules() {
        return rules;
    }
}
