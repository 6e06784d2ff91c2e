package io.everthread.port.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The check of the contracts bites. */
class RuleCoverageTest {

    @Test
    void rulesAreTheNumberedItemsOfLists() {
        String javadoc = """
                /**
                 * See AG-09, and LM-99: not an item.
                 * <ul>
                 *   <li>AG-01: One.
                 *   <li>ST-123: Two, see AG-02.
                 *   <li>XX-01: Not ours.
                 * </ul>
                 */
                """;

        assertThat(RuleCoverage.statedIn(javadoc)).containsExactly("AG-01", "ST-123");
    }

    @Test
    void whatIsCoveredHasNoProblems() {
        assertThat(RuleCoverage.problems(
                        List.of("AG-01", "AG-02"), Map.of("a", Set.of("AG-01"), "b", Set.of("AG-01", "AG-02"))))
                .isEmpty();
    }

    @Test
    void aRuleWithoutATestIsNamed() {
        assertThat(RuleCoverage.problems(List.of("AG-01", "AG-02"), Map.of("a", Set.of("AG-01"))))
                .containsExactly("AG-02 has no test.");
    }

    @Test
    void aTestOfNoRuleIsNamed() {
        assertThat(RuleCoverage.problems(List.of(), Map.of("a", Set.of("AG-01"))))
                .containsExactly("a names AG-01, which no port states.");
        assertThat(RuleCoverage.problems(List.of(), Map.of("a", Set.of()))).containsExactly("a names no rule.");
    }

    @Test
    void aRuleStatedTwiceIsNamed() {
        assertThat(RuleCoverage.problems(List.of("AG-01", "AG-01"), Map.of("a", Set.of("AG-01"))))
                .containsExactly("AG-01 is stated twice.");
    }
}
