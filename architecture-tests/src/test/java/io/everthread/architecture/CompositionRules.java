package io.everthread.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dagger.Module;
import dagger.multibindings.IntoMap;
import io.everthread.port.BackendFactory;
import io.everthread.port.BackendOptions;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Backends are a map of factories, and one place joins them. */
final class CompositionRules {

    private static final String MAP = "docs/decisions/0007-backends-as-a-multibound-map.md";

    private CompositionRules() {}

    static ArchRule onlyTheLibraryAndTheProgramSeeAdapters(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(root + ".adapter..", root + ".library..", root + ".app..", root + ".junit5..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".adapter..")
                .because("backends are joined in one place; the JUnit extension alone is made of one adapter, see "
                        + MAP)
                .allowEmptyShould(false);
    }

    static ArchRule theExtensionSeesOnlyTheFake(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".junit5..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are of another adapter, or join them",
                        type -> isIn(root + ".adapter", type) && !isIn(root + ".adapter.inmemory", type)
                                || isIn(root + ".library", type)
                                || isIn(root + ".app", type)))
                .because("a test of somebody's program needs no HTTP client, see " + MAP)
                .allowEmptyShould(false);
    }

    static ArchRule theLibraryKnowsNoCommandLine(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".library..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(root + ".adapter.cli..", root + ".app..", "picocli..")
                .because("whoever embeds Everthread gets no command line, see " + MAP)
                .allowEmptyShould(false);
    }

    static ArchRule everyBackendIsIncluded(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".adapter..")
                .and()
                .areAnnotatedWith(Module.class)
                .and(DescribedPredicate.describe("contribute a backend", CompositionRules::contributesABackend))
                .should(beIncludedIn(root + ".library"))
                .because("a backend that is not included cannot be chosen, see " + MAP)
                .allowEmptyShould(false);
    }

    static ArchRule everyFactoryIsContributed(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".adapter..")
                .and()
                .areAssignableTo(BackendFactory.class)
                .should(beMadeByAModuleOfTheirs())
                .because("a factory that nobody puts into the map has no name to be chosen by, see " + MAP)
                .allowEmptyShould(false);
    }

    static ArchRule daggerModulesMakeNoChoices(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .areAnnotatedWith(Module.class)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(BackendOptions.class)
                .because(
                        "what is configured is opened after it is known, by a factory; the graph that is tested is the graph"
                                + " that runs, see " + MAP)
                .allowEmptyShould(false);
    }

    private static boolean isIn(String root, JavaClass type) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }

    private static boolean contributesABackend(JavaClass module) {
        return module.getMethods().stream()
                .anyMatch(method -> method.isAnnotatedWith(IntoMap.class)
                        && method.getRawReturnType().isEquivalentTo(BackendFactory.class));
    }

    private static ArchCondition<JavaClass> beIncludedIn(String composer) {
        return new ArchCondition<>("be in the includes of a Dagger module of " + composer) {

            private final Set<String> included = new HashSet<>();

            @Override
            public void init(Collection<JavaClass> all) {
                all.stream()
                        .flatMap(type -> type.getDirectDependenciesToSelf().stream())
                        .map(dependency -> dependency.getOriginClass())
                        .filter(type -> isIn(composer, type) && type.isAnnotatedWith(Module.class))
                        .forEach(module -> includes(module.getAnnotationOfType(Module.class.getName())));
            }

            @Override
            public void check(JavaClass module, ConditionEvents events) {
                if (!included.contains(module.getName())) {
                    events.add(SimpleConditionEvent.violated(
                            module,
                            module.getName() + " is not in the `includes` of the Dagger module in " + composer
                                    + "; add it there"));
                }
            }

            private void includes(JavaAnnotation<?> annotation) {
                annotation
                        .get("includes")
                        .ifPresent(types -> Arrays.stream((JavaClass[]) types)
                                .map(JavaClass::getName)
                                .forEach(included::add));
            }
        };
    }

    private static ArchCondition<JavaClass> beMadeByAModuleOfTheirs() {
        return new ArchCondition<>("be made by an @IntoMap method of a Dagger module in their package") {
            @Override
            public void check(JavaClass factory, ConditionEvents events) {
                boolean made = factory.getPackage().getClasses().stream()
                        .filter(type -> type.isAnnotatedWith(Module.class))
                        .flatMap(module -> module.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(IntoMap.class))
                        .anyMatch(method -> method.getRawReturnType().equals(factory)
                                || method.getRawParameterTypes().contains(factory)
                                || method.getConstructorCallsFromSelf().stream()
                                        .anyMatch(call -> call.getTargetOwner().equals(factory)));
                if (!made) {
                    events.add(SimpleConditionEvent.violated(
                            factory,
                            factory.getName()
                                    + " is made by no @IntoMap method of a Dagger module in its package; add one"
                                    + " with the backend's name as its @StringKey"));
                }
            }
        };
    }
}
