package io.everthread.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** The classes the rules are about, read once. */
final class Everthread {

    static final String ROOT = "io.everthread";
    static final String TESTS = ROOT + ".architecture";
    static final String FIXTURES = TESTS + ".fixture";

    private static final JavaClasses ALL = new ClassFileImporter().importPackages(ROOT);

    /** The product's classes as we wrote them: what Dagger generates is not ours to arrange. */
    static final JavaClasses CLASSES = ALL.that(describe(
            "are of the product",
            type -> !type.getPackageName().startsWith(TESTS)
                    && !outermost(type).isAnnotatedWith("dagger.internal.DaggerGenerated")));

    private Everthread() {}

    /** The classes in a package and below it, tests included. */
    static JavaClasses below(String root) {
        return ALL.that(resideInAPackage(root + ".."));
    }

    /** The class in whose file a class is. */
    static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Everthread::outermost).orElse(type);
    }
}
