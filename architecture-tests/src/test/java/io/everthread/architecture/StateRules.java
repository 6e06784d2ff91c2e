package io.everthread.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;

/** States are types. */
final class StateRules {

    private StateRules() {}

    static ArchRule statesAreTypes(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".domain..")
                .and()
                .haveSimpleNameEndingWith("State")
                .should(beSealedOverRecordsAndSayTheirStatus())
                .because("a state carries its own payload and no switch forgets one, see"
                        + " docs/decisions/0003-states-are-types.md")
                .allowEmptyShould(false);
    }

    private static ArchCondition<JavaClass> beSealedOverRecordsAndSayTheirStatus() {
        return new ArchCondition<>("be sealed interfaces over records, with a method status() that returns an enum") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Class<?> state = type.reflect();
                boolean sealedOverRecords = state.isInterface()
                        && state.isSealed()
                        && Arrays.stream(state.getPermittedSubclasses()).allMatch(Class::isRecord);
                if (!sealedOverRecords) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " is not a sealed interface over records"));
                }
                boolean saysItsStatus = Arrays.stream(state.getMethods())
                        .anyMatch(method -> method.getName().equals("status")
                                && method.getParameterCount() == 0
                                && method.getReturnType().isEnum());
                if (!saysItsStatus) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " has no method status() that returns an enum"));
                }
            }
        };
    }
}
