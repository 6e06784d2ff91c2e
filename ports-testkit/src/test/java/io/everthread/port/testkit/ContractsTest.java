package io.everthread.port.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;
import org.junit.platform.commons.support.AnnotationSupport;

/** Every rule of the ports has a test, every test a rule, and no implementation can silence one. */
class ContractsTest {

    private static final Path PORTS = Path.of("../ports/src/main/java");
    private static final int VISIBLE = Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE | Modifier.STATIC;

    @Test
    void everyRuleHasATestAndEveryTestARule() throws Exception {
        List<String> stated = new ArrayList<>();
        for (Path source : filesUnder(PORTS, ".java")) {
            stated.addAll(RuleCoverage.statedIn(Files.readString(source)));
        }
        Map<String, Set<String>> provedBy = new HashMap<>();
        for (Method test : tests()) {
            Proves proves = test.getAnnotation(Proves.class);
            provedBy.put(nameOf(test), proves == null ? Set.of() : new HashSet<>(List.of(proves.value())));
        }

        assertThat(stated).hasSizeGreaterThan(70);
        assertThat(RuleCoverage.problems(stated, provedBy)).isEmpty();
    }

    @Test
    void testsArePackagePrivateSoThatNoImplementationCanOverrideThem() throws Exception {
        assertThat(tests())
                .filteredOn(test -> (test.getModifiers() & VISIBLE) != 0)
                .isEmpty();
    }

    @Test
    void testsStandInPublicAbstractClassesWithoutNestedOnes() throws Exception {
        List<Class<?>> contracts = tests().stream()
                .<Class<?>>map(Method::getDeclaringClass)
                .distinct()
                .toList();

        assertThat(contracts).allMatch(contract -> Modifier.isAbstract(contract.getModifiers()));
        assertThat(contracts).allMatch(contract -> Modifier.isPublic(contract.getModifiers()));
        assertThat(contracts).allMatch(contract -> contract.getEnclosingClass() == null);
        assertThat(contracts).allMatch(contract -> contract.getSimpleName().endsWith("Contract"));
    }

    private static List<Method> tests() throws IOException, URISyntaxException, ClassNotFoundException {
        List<Method> tests = new ArrayList<>();
        Path classes = Path.of(
                Proves.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        for (Path file : filesUnder(classes, ".class")) {
            String name = classes.relativize(file).toString();
            Class<?> type = Class.forName(
                    name.substring(0, name.length() - ".class".length())
                            .replace(file.getFileSystem().getSeparator(), "."),
                    false,
                    ContractsTest.class.getClassLoader());
            Arrays.stream(type.getDeclaredMethods())
                    .filter(ContractsTest::isTest)
                    .forEach(tests::add);
        }
        return tests;
    }

    private static boolean isTest(Method method) {
        return AnnotationSupport.isAnnotated(method, Test.class)
                || AnnotationSupport.isAnnotated(method, TestTemplate.class)
                || method.isAnnotationPresent(Proves.class);
    }

    private static String nameOf(Method test) {
        return test.getDeclaringClass().getSimpleName() + "." + test.getName();
    }

    private static List<Path> filesUnder(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
