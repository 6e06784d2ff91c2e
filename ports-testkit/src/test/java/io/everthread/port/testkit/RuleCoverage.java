package io.everthread.port.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Compares the rules that the ports state with those that tests claim to prove. */
final class RuleCoverage {

    private static final Pattern RULE = Pattern.compile("(?<=<li>)(AG|LM|ST)-\\d+(?=:)");

    private RuleCoverage() {}

    /** The rules stated in Javadoc lists, as often as they are stated. */
    static List<String> statedIn(String source) {
        return RULE.matcher(source).results().map(match -> match.group()).toList();
    }

    /**
     * What is wrong, a sentence each; nothing if every rule has a test and every test a rule.
     *
     * @param stated as often as they are stated
     * @param provedBy for each test, the rules it claims to prove
     */
    static List<String> problems(Collection<String> stated, Map<String, Set<String>> provedBy) {
        List<String> problems = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (String rule : stated) {
            if (!known.add(rule)) {
                problems.add(rule + " is stated twice.");
            }
        }
        Set<String> unproved = new TreeSet<>(known);
        provedBy.values().forEach(unproved::removeAll);
        unproved.forEach(rule -> problems.add(rule + " has no test."));
        provedBy.forEach((test, rules) -> {
            if (rules.isEmpty()) {
                problems.add(test + " names no rule.");
            }
            rules.stream()
                    .filter(rule -> !known.contains(rule))
                    .forEach(rule -> problems.add(test + " names " + rule + ", which no port states."));
        });
        return problems;
    }
}
