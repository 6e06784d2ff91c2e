package io.everthread.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a user of each module gets onto the class path. The build writes every module's class paths into its {@code target}
 * folder, as Maven resolves them.
 */
class ClassPathsTest {

    private static final String JUNIT = "org/junit/jupiter/api/Test.class";
    private static final String PICOCLI = "picocli/CommandLine.class";
    private static final List<String> MOCKING = List.of(
            "org/mockito/Mockito.class",
            "org/easymock/EasyMock.class",
            "org/jmock/Mockery.class",
            "mockit/Expectations.class",
            "io/mockk/MockKKt.class");

    /** The modules that exist to be used with JUnit. */
    private static final Set<String> FOR_TESTS = Set.of("ports-testkit", "inmemory-junit5");

    /** The modules with a command line. */
    private static final Set<String> PROGRAM = Set.of("adapters-cli", "app");

    static List<String> published() {
        return Pom.of("").modules().stream()
                .filter(module -> !Pom.of(module).javaModule().isEmpty())
                .filter(module -> Pom.of(module).isPublished())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("published")
    void holdsJUnitOnlyWhereItIsTheProduct(String module) {
        assertThat(holdersOf(JUNIT, runtime(module)).isEmpty())
                .as("JUnit is not on the runtime class path of %s", module)
                .isNotEqualTo(FOR_TESTS.contains(module));
    }

    @ParameterizedTest
    @MethodSource("published")
    void holdsPicocliOnlyInTheProgram(String module) {
        assertThat(holdersOf(PICOCLI, runtime(module)).isEmpty())
                .as("picocli is not on the runtime class path of %s", module)
                .isNotEqualTo(PROGRAM.contains(module));
    }

    @ParameterizedTest
    @MethodSource("published")
    void holdsNoMockingLibrary(String module) {
        assertThat(MOCKING)
                .allSatisfy(
                        library -> assertThat(holdersOf(library, test(module))).isEmpty());
    }

    @Test
    void findsWhatIsThereAndNothingElse() {
        assertThat(holdersOf(JUNIT, test("architecture-tests"))).hasSize(1);
        assertThat(holdersOf("no/Such.class", test("architecture-tests"))).isEmpty();
    }

    private static List<Path> runtime(String module) {
        return classPath(module, "runtime-classpath.txt");
    }

    private static List<Path> test(String module) {
        return classPath(module, "test-classpath.txt");
    }

    private static List<Path> classPath(String module, String name) {
        Path file = SourceTree.ROOT.resolve(module).resolve("target").resolve(name);
        assertThat(file).as("Build the whole reactor first: `./mvnw verify`.").exists();
        return Arrays.stream(SourceTree.text(file).split(File.pathSeparator))
                .filter(entry -> !entry.isBlank())
                .map(Path::of)
                .toList();
    }

    private static List<Path> holdersOf(String className, List<Path> classPath) {
        return classPath.stream().filter(entry -> holds(entry, className)).toList();
    }

    private static boolean holds(Path entry, String className) {
        if (Files.isDirectory(entry)) {
            return Files.exists(entry.resolve(className));
        }
        try (JarFile jar = new JarFile(entry.toFile())) {
            return jar.getEntry(className) != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
