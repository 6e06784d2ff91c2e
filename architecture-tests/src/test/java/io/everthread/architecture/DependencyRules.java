package io.everthread.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import io.everthread.application.RunEngine;
import io.everthread.port.LanguageModel;
import io.everthread.port.StateStore;
import java.util.stream.Stream;

/** Dependencies point inwards: what each part of the inside may use, and everything else may not. */
final class DependencyRules {

    private static final String HEXAGON = "docs/decisions/0001-hexagon-and-module-boundaries.md";

    private DependencyRules() {}

    static ArchRule domainUsesOnlyTheJdk(String root) {
        return mayUseOnly(root + ".domain..", root + ".domain..")
                .because("the domain outlives every library, see " + HEXAGON);
    }

    static ArchRule portsUseOnlyTheDomain(String root) {
        return mayUseOnly(root + ".port", root + ".port", root + ".domain..")
                .because("a port that names a technology is not a port, see " + HEXAGON);
    }

    static ArchRule applicationUsesOnlyThePorts(String root) {
        return mayUseOnly(
                        root + ".application..",
                        root + ".application..",
                        root + ".port",
                        root + ".domain..",
                        "org.slf4j..")
                .because("the run engine works over any store and any model, see " + HEXAGON);
    }

    static ArchRule testkitUsesOnlyThePorts(String root) {
        return mayUseOnly(
                        root + ".port.testkit..",
                        root + ".port.testkit..",
                        root + ".port",
                        root + ".domain..",
                        "org.junit..",
                        "org.assertj..",
                        "org.opentest4j..",
                        "org.apiguardian..")
                .because("a contract must hold for implementations it has never heard of, see " + HEXAGON);
    }

    static ArchRule adaptersSeeTheInsideOnly(String root) {
        String inside = "the inside, or of the same kind";
        return classes()
                .that()
                .resideInAPackage(root + ".adapter..")
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(root + ".."))
                        .or(resideInAnyPackage(
                                root + ".domain..",
                                root + ".port",
                                root + ".application..",
                                root + ".wire..",
                                root + ".adapter.."))
                        .as("are not Everthread's, or are of " + inside))
                .because("an adapter is put together by others, not the other way round, see " + HEXAGON)
                .allowEmptyShould(false);
    }

    static ArchRule drivenAdaptersUseOnlyThePorts(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".adapter..")
                .and(not(resideInAnyPackage(
                        root + ".adapter.cli..", root + ".adapter.http..", root + ".adapter.inmemory..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".application..")
                .because(
                        "a backend knows what it is asked and not who asks; only front adapters drive the use cases, and the"
                                + " fake brings the engine's clock, see " + HEXAGON)
                .allowEmptyShould(false);
    }

    static ArchRule frontAdaptersKnowTheGatewayOnly(String root) {
        return noClasses()
                .that()
                .resideInAnyPackage(root + ".adapter.cli..", root + ".adapter.http..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(StateStore.class, LanguageModel.class, RunEngine.class)
                .because("a front that looks behind the gateway works with one kind of gateway only, see " + HEXAGON)
                .allowEmptyShould(false);
    }

    private static ArchRule mayUseOnly(String part, String... used) {
        String[] packages = Stream.concat(Stream.of("java..", "org.jspecify.."), Stream.of(used))
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(part)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(packages)
                .allowEmptyShould(false);
    }
}
