package io.everthread.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A decision that nothing checks is a wish: each record says what would notice, and that exists. */
class DecisionsTest {

    private static final Pattern CHECKED_BY = Pattern.compile("`(\\w+(?:Test|Contract|Rules)\\b)(?:\\.(\\w+))?`");
    private static final Pattern SCRIPT = Pattern.compile("`(compat/[\\w/]+)`");

    static List<Path> records() throws IOException {
        try (Stream<Path> files = Files.list(SourceTree.ROOT.resolve("docs/decisions"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void isRecordedInFull(Path file) {
        assertThat(file.getFileName().toString()).matches("[0-9]{4}-[a-z0-9-]+\\.md");
        assertThat(SourceTree.text(file))
                .startsWith("---\nstatus: ")
                .contains(
                        "\n# ",
                        "\n## Context and Problem Statement\n",
                        "\n## Considered Options\n",
                        "\n## Decision Outcome\n",
                        "\n### Consequences\n",
                        "\n### Confirmation\n");
    }

    @ParameterizedTest
    @MethodSource("records")
    void isConfirmedBySomethingThatExists(Path file) {
        String text = SourceTree.text(file);
        String confirmation = text.substring(text.indexOf("\n### Confirmation\n"));
        List<MatchResult> checks = CHECKED_BY.matcher(confirmation).results().toList();
        Set<String> javaFiles = SourceTree.moduleFolders().stream()
                .flatMap(module ->
                        SourceTree.javaFiles(SourceTree.ROOT.resolve(module).resolve("src")).stream())
                .map(java -> java.getFileName().toString())
                .collect(Collectors.toSet());
        Set<String> rules = Rule.all().map(Rule::toString).collect(Collectors.toSet());

        assertThat(checks).as("test classes in the confirmation").isNotEmpty();
        assertThat(checks)
                .extracting(check -> check.group(1) + ".java")
                .as("checks that do not exist")
                .filteredOn(named -> !javaFiles.contains(named))
                .isEmpty();
        assertThat(checks)
                .filteredOn(check -> check.group(2) != null)
                .extracting(check -> check.group(1) + "." + check.group(2))
                .as("rules that do not exist")
                .filteredOn(rule -> !rules.contains(rule))
                .isEmpty();
        assertThat(SCRIPT.matcher(confirmation).results().map(script -> script.group(1)))
                .as("scripts that do not exist")
                .filteredOn(script -> !Files.isExecutable(SourceTree.ROOT.resolve(script)))
                .isEmpty();
    }
}
