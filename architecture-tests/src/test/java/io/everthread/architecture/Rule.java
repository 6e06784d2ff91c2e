package io.everthread.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A rule: a static method of a class named {@code *Rules} that takes the root package it is to hold in. Everthread is one such
 * root; the rule's fixture, where things lie in packages of the same names, is another.
 */
record Rule(Method method) {

    static Stream<Rule> all() {
        return Everthread.below(Everthread.TESTS).stream()
                .filter(type -> type.getSimpleName().endsWith("Rules"))
                .map(JavaClass::reflect)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(Rule::isRule)
                .sorted(Comparator.comparing(Method::toString))
                .map(Rule::new);
    }

    /** The rule for everything below a root package. */
    ArchRule in(String root) {
        try {
            return (ArchRule) method.invoke(null, root);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(this + " cannot be made", e);
        }
    }

    /** The root package of the classes that break the rule. */
    String fixture() {
        return Everthread.FIXTURES + "." + method.getName().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    private static boolean isRule(Method method) {
        return method.getReturnType() == ArchRule.class
                && method.getParameterCount() == 1
                && method.getName().indexOf('$') < 0
                && !Modifier.isPrivate(method.getModifiers());
    }
}
