package io.everthread.architecture;

import static io.everthread.architecture.Everthread.CLASSES;
import static io.everthread.architecture.Everthread.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everthread keeps every rule, every rule notices when it is broken, and none is about nothing. */
class ArchitectureTest {

    private static final Pattern DECISION = Pattern.compile("docs/decisions/[0-9]{4}-[a-z0-9-]+\\.md");

    static Stream<Rule> rules() {
        return Rule.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isKept(Rule rule) {
        rule.in(ROOT).check(CLASSES);
    }

    /** In a fixture, the classes whose names begin with Bad break the rule, and the others do not. */
    @ParameterizedTest
    @MethodSource("rules")
    void noticesEveryBreachInItsFixture(Rule rule) {
        JavaClasses fixture = Everthread.below(rule.fixture());
        List<String> bad = fixture.stream()
                .map(JavaClass::getSimpleName)
                .filter(name -> name.startsWith("Bad"))
                .toList();
        List<String> breaches =
                rule.in(rule.fixture()).evaluate(fixture).getFailureReport().getDetails();

        assertThat(bad).as("classes of %s that break the rule", rule.fixture()).isNotEmpty();
        assertThat(bad).allSatisfy(name -> assertThat(breaches).anyMatch(breach -> breach.contains(name)));
        assertThat(breaches).allSatisfy(breach -> assertThat(bad).anyMatch(breach::contains));
    }

    /** A rule on a package that was renamed would hold for ever. */
    @ParameterizedTest
    @MethodSource("rules")
    void failsWithoutAnythingToHoldFor(Rule rule) {
        ArchRule nowhere = rule.in(ROOT + ".nowhere");

        assertThatThrownBy(() -> nowhere.check(CLASSES)).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void namesItsDecision(Rule rule) {
        Matcher named = DECISION.matcher(rule.in(ROOT).getDescription());

        assertThat(named.find())
                .as("a decision record in: %s", rule.in(ROOT).getDescription())
                .isTrue();
        assertThat(SourceTree.ROOT.resolve(named.group()))
                .satisfies(record -> assertThat(Files.exists(record)).isTrue());
    }

    @Test
    void everyFixtureBelongsToARule() {
        List<String> known = rules().map(Rule::fixture).toList();

        assertThat(Everthread.below(Everthread.FIXTURES))
                .isNotEmpty()
                .allSatisfy(type ->
                        assertThat(known).anyMatch(root -> type.getPackageName().startsWith(root + ".")));
    }

    /** Each exception from the rule on what adapters show has to be needed. */
    @Test
    void everythingAlsoShownExists() {
        AdapterRules.ALSO_SHOWN.forEach((adapter, names) ->
                names.forEach(name -> assertThat(CLASSES.contain(ROOT + ".adapter." + adapter + "." + name))
                        .as(name)
                        .isTrue()));
    }
}
