package io.everthread.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.everthread.library.Backends;
import io.everthread.port.GatewayFactory;
import io.everthread.port.ModelFactory;
import io.everthread.port.StateStore;
import io.everthread.port.testkit.GatewayHarness;
import io.everthread.port.testkit.ModelHarness;
import io.everthread.port.testkit.StoreHarness;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever adds a module and forgets a step of CONTRIBUTING.md is told which. */
class ModulesTest {

    /** The packages that a rule of {@link DependencyRules} or {@link CompositionRules} is about, adapters aside. */
    private static final Set<String> WITH_RULES = Set.of(
            "io.everthread.domain",
            "io.everthread.port",
            "io.everthread.port.testkit",
            "io.everthread.application",
            "io.everthread.junit5",
            "io.everthread.library",
            "io.everthread.app");

    /** The adapters that rules treat in a way of their own. */
    private static final Set<String> NAMED_ADAPTERS =
            Set.of("io.everthread.adapter.inmemory", "io.everthread.adapter.cli");

    /** What an implementation of each port is proved by: the contracts over this harness. */
    private static final Map<Class<?>, Class<?>> HARNESS_OF = Map.of(
            GatewayFactory.class, GatewayHarness.class,
            ModelFactory.class, ModelHarness.class,
            StateStore.class, StoreHarness.class);

    static List<String> folders() {
        return SourceTree.moduleFolders();
    }

    static List<String> adapters() {
        return SourceTree.adapterFolders();
    }

    static Stream<String> packagesThatRulesName() {
        return Stream.concat(WITH_RULES.stream(), NAMED_ADAPTERS.stream());
    }

    static Set<String> backends() {
        return Backends.included().names();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void isAModule(String folder) {
        assertThat(Pom.of("").modules())
                .as("The folder %s is not built: add <module>%s</module> to pom.xml.", folder, folder)
                .contains(folder);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void isInTheBom(String folder) {
        Pom pom = Pom.of(folder);
        if (pom.isPublished() && !folder.equals("bom")) {
            assertThat(Pom.of("bom").managed())
                    .as("%s has no version for its users: add it to bom/pom.xml.", pom.artifactId())
                    .contains(pom.artifactId());
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void hasARule(String folder) {
        Pom pom = Pom.of(folder);
        if (pom.isPublished() && !folder.startsWith("adapters-")) {
            assertThat(WITH_RULES)
                    .as("No rule says what %s may use: add one to DependencyRules, and its package here.", folder)
                    .containsAll(pom.javaModule());
        }
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void isNamedThroughout(String folder) {
        Pom pom = Pom.of(folder);
        String name = folder.substring("adapters-".length());

        assertThat(pom.artifactId())
                .as("The <artifactId> in %s/pom.xml", folder)
                .isEqualTo("everthread-" + folder);
        assertThat(pom.javaModule())
                .as("The property java.module in %s/pom.xml, which names its package", folder)
                .containsExactly("io.everthread.adapter." + name);
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void isJoined(String folder) {
        String artifact = Pom.of(folder).artifactId();
        List<String> joined = Stream.of("library", "app")
                .flatMap(joiner -> Pom.of(joiner).ourDependencies().stream())
                .toList();

        assertThat(joined)
                .as(
                        "Nobody can choose %s: add %s to the dependencies in library/pom.xml, or in app/pom.xml if it is a"
                                + " front.",
                        folder, artifact)
                .contains(artifact);
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void provesItsContracts(String folder) {
        String inPackage = "io.everthread.adapter." + folder.substring("adapters-".length());
        List<String> tests = SourceTree.javaFiles(
                        SourceTree.ROOT.resolve(folder).resolve("src/test/java"))
                .stream()
                .map(SourceTree::text)
                .toList();

        HARNESS_OF.forEach((port, harness) -> {
            boolean implemented = Everthread.CLASSES.stream()
                    .anyMatch(type -> type.getPackageName().equals(inPackage)
                            && !type.isInterface()
                            && type.isAssignableTo(port));
            if (implemented) {
                contractsOver(harness)
                        .forEach(contract -> assertThat(
                                        tests.stream().anyMatch(text -> text.contains("extends " + contract + " {")))
                                .as(
                                        "%s implements %s and no test of it extends %s: add one.",
                                        folder, port.getSimpleName(), contract)
                                .isTrue());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("backends")
    void isInTheReadme(String backend) {
        assertThat(SourceTree.text(SourceTree.ROOT.resolve("README.md")).contains("\n| `" + backend + "` |"))
                .as("README.md has no row for the backend %s: add one to its table of backends.", backend)
                .isTrue();
    }

    /** A package that was renamed would slip out of the rules that name several. */
    @ParameterizedTest
    @MethodSource("packagesThatRulesName")
    void exists(String named) {
        assertThat(Everthread.CLASSES).anyMatch(type -> type.getPackageName().equals(named));
    }

    @Test
    void thereAreContractsOverEveryHarness() {
        assertThat(HARNESS_OF.values())
                .allSatisfy(harness -> assertThat(contractsOver(harness)).isNotEmpty());
    }

    private static List<String> contractsOver(Class<?> harness) {
        return Everthread.CLASSES.stream()
                .filter(type -> type.getSimpleName().endsWith("Contract"))
                .filter(type -> type.getAllMethods().stream()
                        .anyMatch(method -> method.getRawReturnType().isEquivalentTo(harness)))
                .map(JavaClass::getSimpleName)
                .sorted()
                .toList();
    }
}
