package io.everthread.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dagger.Module;
import io.everthread.port.BackendFactory;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What an adapter is like from outside. Holds for every package {@code adapter.*}, also for those not thought of yet. */
final class AdapterRules {

    private static final String HEXAGON = "docs/decisions/0001-hexagon-and-module-boundaries.md";

    /** What two adapters show beside their Dagger module, factories and settings, because it is what people use them for. */
    static final Map<String, Set<String>> ALSO_SHOWN = Map.of(
            "inmemory",
            Set.of(
                    "InMemory",
                    "Script",
                    "ScriptFile",
                    "Rule",
                    "ManualClock",
                    "ClockHeldException",
                    "Journal",
                    "MemoryStore"),
            "cli",
            Set.of("Cli", "Host", "BackendDirectory", "Interrupts"));

    private AdapterRules() {}

    static ArchRule adaptersNeverSeeEachOther(String root) {
        return slices().matching(root + ".adapter.(*)..")
                .should()
                .notDependOnEachOther()
                .because("each adapter can be left out without the others noticing, see " + HEXAGON)
                .allowEmptyShould(false);
    }

    static ArchRule anAdapterIsOneFlatPackage(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".adapter..")
                .should()
                .resideInAPackage(root + ".adapter.*")
                .because("inside one package everything can be package-private, see " + HEXAGON)
                .allowEmptyShould(false);
    }

    static ArchRule anAdapterShowsOnlyWhatItsUsersNeed(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".adapter..")
                .and()
                .areTopLevelClasses()
                .and()
                .arePublic()
                .and(not(simpleNameEndingWith("package-info")))
                .should(beForUsers())
                .because(
                        "what is shown has to be kept; an adapter shows its Dagger module, its factories and its settings, see "
                                + HEXAGON)
                .allowEmptyShould(false);
    }

    static ArchRule vendorsStayInside(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".adapter..")
                .and(not(annotatedWith(Module.class)))
                .and()
                .arePublic()
                .should(nameNoVendorInSignatures(root))
                .because(
                        "a vendor's types and exceptions stop at the adapter, or changing the vendor changes our users, see"
                                + " docs/decisions/0012-one-exception-hierarchy.md")
                .allowEmptyShould(false);
    }

    private static ArchCondition<JavaClass> beForUsers() {
        DescribedPredicate<JavaClass> settings =
                simpleNameEndingWith("Settings").and(assignableTo(Record.class));
        return ArchCondition.from(
                annotatedWith(Module.class)
                        .<JavaClass>forSubtype()
                        .or(assignableTo(BackendFactory.class))
                        .or(settings)
                        .or(alsoShown())
                        .as(
                                "a Dagger module, a BackendFactory, a record named *Settings, or listed in AdapterRules.ALSO_SHOWN"));
    }

    private static DescribedPredicate<JavaClass> alsoShown() {
        return DescribedPredicate.describe("listed", type -> {
            String adapter =
                    type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
            return ALSO_SHOWN.getOrDefault(adapter, Set.of()).contains(type.getSimpleName());
        });
    }

    private static ArchCondition<JavaClass> nameNoVendorInSignatures(String root) {
        return new ArchCondition<>("name no vendor's types in what they show") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream.concat(type.getMethods().stream(), type.getConstructors().stream())
                        .filter(AdapterRules::isShown)
                        .forEach(unit -> named(unit)
                                .filter(used -> !isOurs(root, used))
                                .forEach(used -> events.add(SimpleConditionEvent.violated(
                                        type, unit.getDescription() + " names " + used.getName()))));
            }
        };
    }

    private static boolean isShown(JavaCodeUnit unit) {
        return unit.getModifiers().contains(JavaModifier.PUBLIC)
                || unit.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaClass> named(JavaCodeUnit unit) {
        return Stream.of(
                        Stream.of(unit.getRawReturnType()),
                        unit.getRawParameterTypes().stream(),
                        unit.getExceptionTypes().stream())
                .flatMap(types -> types)
                .map(JavaClass::getBaseComponentType);
    }

    private static boolean isOurs(String root, JavaClass type) {
        String in = type.getPackageName();
        return type.isPrimitive()
                || in.startsWith("java.")
                || in.startsWith(root + ".")
                || in.startsWith("io.everthread.port")
                || in.startsWith("io.everthread.domain");
    }
}
