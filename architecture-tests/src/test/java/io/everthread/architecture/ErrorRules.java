package io.everthread.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.everthread.domain.RuleViolation;
import io.everthread.port.AssistantException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Errors say who must act. */
final class ErrorRules {

    private static final String HIERARCHY = "docs/decisions/0012-one-exception-hierarchy.md";

    private ErrorRules() {}

    static ArchRule portsFailInOneWay(String root) {
        return classes()
                .that()
                .resideInAnyPackage(root + ".domain..", root + ".port", root + ".application..")
                .and()
                .areAssignableTo(Throwable.class)
                .should()
                .beAssignableTo(AssistantException.class)
                .orShould()
                .beAssignableTo(RuleViolation.class)
                .because("a caller handles one hierarchy, which says who must act, see " + HIERARCHY)
                .allowEmptyShould(false);
    }

    static ArchRule oneTableOfExitCodes(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".adapter.cli..")
                .should(containOneClassThatTellsKindsApart())
                .because("the same error ends every command in the same way, see " + HIERARCHY)
                .allowEmptyShould(false);
    }

    /** A table names kinds by their constants; a switch reads all of them, in a class the compiler adds. */
    private static ArchCondition<JavaClass> containOneClassThatTellsKindsApart() {
        return new ArchCondition<>("contain exactly one class that tells kinds of AssistantException apart") {

            private final Set<String> tables = new TreeSet<>();

            @Override
            public void init(Collection<JavaClass> all) {
                tables.clear();
            }

            @Override
            public void check(JavaClass type, ConditionEvents events) {
                long kinds = type.getFieldAccessesFromSelf().stream()
                        .filter(access -> access.getTargetOwner().isEquivalentTo(AssistantException.Kind.class))
                        .map(JavaAccess::getName)
                        .distinct()
                        .count();
                if (kinds > 1) {
                    tables.add(Everthread.outermost(type).getName());
                }
            }

            @Override
            public void finish(ConditionEvents events) {
                if (tables.size() != 1) {
                    String found = tables.stream().collect(Collectors.joining(", ", "[", "]"));
                    events.add(SimpleConditionEvent.violated(tables, "Kinds of errors are told apart by " + found));
                }
            }
        };
    }
}
