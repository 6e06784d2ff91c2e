package io.everthread.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.everthread.domain.Id;
import io.everthread.port.PageRequest;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** One word per thing, ids that are types, and names that say what something does. */
final class NamingRules {

    private static final String WORDS = "docs/decisions/0016-one-word-per-thing.md";

    private NamingRules() {}

    static ArchRule idsAreTypes(String root) {
        return classes()
                .that()
                .resideInAnyPackage(root + ".domain..", root + ".port", root + ".application..")
                .and()
                .arePublic()
                .and()
                .doNotBelongToAnyOf(PageRequest.class)
                .should(takeNoIdAsText())
                .because(
                        "the compiler tells ids apart; only a page's cursor is an id of whatever is listed, see docs/decisions/0004-ids-are-opaque-types.md")
                .allowEmptyShould(false);
    }

    static ArchRule namesSayWhatThingsDo(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helpers?|Manager)(\\$.*)?")
                .because("such a name fits anything, and so anything gets in, see " + WORDS)
                .allowEmptyShould(false);
    }

    static ArchRule insideItIsAConversation(String root) {
        return noClasses()
                .that()
                .resideInAnyPackage(root + ".domain..", root + ".port..", root + ".application..")
                .and()
                .arePublic()
                .should()
                .haveNameMatching(".*\\.[A-Za-z0-9$]*Thread[A-Za-z0-9$]*")
                .because("inside, a thread is what executes code; what people talk in is a Conversation, see " + WORDS)
                .allowEmptyShould(false);
    }

    static ArchRule onTheCommandLineItIsAThread(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".adapter.cli..")
                .should(sayThreadInHelpTexts())
                .because("users and the API call it a thread, see " + WORDS)
                .allowEmptyShould(false);
    }

    private static ArchCondition<JavaClass> takeNoIdAsText() {
        return new ArchCondition<>("take no id as a String") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Class<?> reflected = type.reflect();
                Stream<Parameter> parameters = Arrays.stream(reflected.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .filter(method -> !method.isSynthetic())
                        .map(Method::getParameters)
                        .flatMap(Arrays::stream);
                parameters
                        .filter(parameter -> parameter.getType() == String.class && isId(parameter.getName()))
                        .forEach(parameter -> violation(
                                type, parameter.getDeclaringExecutable() + " takes " + parameter.getName(), events));
                if (reflected.isRecord()) {
                    Arrays.stream(reflected.getRecordComponents())
                            .filter(component -> component.getType() == String.class && isId(component.getName()))
                            .forEach(component ->
                                    violation(type, reflected + " has the component " + component.getName(), events));
                }
            }
        };
    }

    private static void violation(JavaClass type, String what, ConditionEvents events) {
        events.add(SimpleConditionEvent.violated(type, what + " as a String; take a type of its own"));
    }

    /** Only what Everthread keeps has an id of its own type; files, say, are somebody else's. */
    private static boolean isId(String name) {
        return name.equals("id")
                || Arrays.stream(Id.class.getPermittedSubclasses())
                        .anyMatch(type -> type.getSimpleName().equalsIgnoreCase(name));
    }

    private static ArchCondition<JavaClass> sayThreadInHelpTexts() {
        return new ArchCondition<>("not say \"conversation\" in picocli's annotations") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream.concat(
                                type.getAnnotations().stream(),
                                type.getMembers().stream()
                                        .map(JavaMember::getAnnotations)
                                        .flatMap(all -> all.stream()))
                        .filter(annotation ->
                                annotation.getRawType().getPackageName().equals("picocli"))
                        .flatMap(NamingRules::texts)
                        .filter(text -> text.toLowerCase(Locale.ROOT).contains("conversation"))
                        .forEach(text -> events.add(
                                SimpleConditionEvent.violated(type, type.getName() + " says \"" + text + "\"")));
            }
        };
    }

    private static Stream<String> texts(JavaAnnotation<?> annotation) {
        return annotation.getProperties().values().stream()
                .flatMap(value -> value instanceof Object[] values ? Arrays.stream(values) : Stream.of(value))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }
}
