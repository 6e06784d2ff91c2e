package io.everthread.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Date;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** Inside, and in the fake, nothing comes from the JVM that is not a function of the arguments. */
final class DeterminismRules {

    private static final String INJECTED = "docs/decisions/0005-time-ids-randomness-are-injected.md";
    private static final Set<String> STATIC_CLOCKS =
            Set.of("systemUTC", "systemDefaultZone", "system", "tick", "tickMillis", "tickSeconds", "tickMinutes");

    private DeterminismRules() {}

    static ArchRule noStaticClock(String root) {
        return inside(root)
                .should()
                .accessTargetWhere(
                        target(DescribedPredicate.describe("tells the time", DeterminismRules::tellsTheTime)))
                .because("a test decides about time, see " + INJECTED)
                .allowEmptyShould(false);
    }

    static ArchRule noStaticRandomness(String root) {
        return inside(root)
                .should()
                .accessTargetWhere(target(DescribedPredicate.describe("is random", DeterminismRules::isRandom)))
                .because("the same script gives the same history, see " + INJECTED)
                .allowEmptyShould(false);
    }

    static ArchRule noThreadsAndNoSleep(String root) {
        return inside(root)
                .should()
                .accessTargetWhere(
                        target(DescribedPredicate.describe("starts a thread or sleeps", DeterminismRules::threads)))
                .because("work and waiting go through the scheduler, see"
                        + " docs/decisions/0013-waiting-goes-through-the-scheduler.md")
                .allowEmptyShould(false);
    }

    static ArchRule noConsoleAndNoExit(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(root + ".adapter.cli..", root + ".app..")
                .should()
                .accessTargetWhere(target(DescribedPredicate.describe(
                        "is the process's console or its end", DeterminismRules::isProcess)))
                .because("the process belongs to whoever embeds us; only the program speaks and ends, see"
                        + " docs/decisions/0007-backends-as-a-multibound-map.md")
                .allowEmptyShould(false);
    }

    private static GivenClassesConjunction inside(String root) {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        root + ".domain..", root + ".port", root + ".application..", root + ".adapter.inmemory..");
    }

    private static boolean tellsTheTime(AccessTarget target) {
        String name = target.getName();
        return target.getOwner().getPackageName().startsWith("java.time") && name.equals("now")
                || owned(target, System.class) && (name.equals("currentTimeMillis") || name.equals("nanoTime"))
                || (owned(target, Clock.class) || owned(target, InstantSource.class)) && STATIC_CLOCKS.contains(name)
                || owned(target, Calendar.class) && name.equals("getInstance")
                || owned(target, Date.class) && isConstructorWithoutArguments(target);
    }

    private static boolean isRandom(AccessTarget target) {
        return target.getOwner().isAssignableTo(RandomGenerator.class)
                || target.getOwner().isAssignableTo(Random.class)
                || owned(target, SplittableRandom.class)
                || owned(target, UUID.class) && target.getName().equals("randomUUID")
                || owned(target, Math.class) && target.getName().equals("random")
                || owned(target, java.util.Collections.class)
                        && target.getFullName().endsWith("shuffle(java.util.List)");
    }

    private static boolean threads(AccessTarget target) {
        String name = target.getName();
        boolean constructor = name.equals("<init>");
        return owned(target, Thread.class)
                        && (constructor
                                || Set.of("sleep", "start", "startVirtualThread")
                                        .contains(name))
                || owned(target, TimeUnit.class) && name.equals("sleep")
                || owned(target, LockSupport.class) && name.startsWith("park")
                || owned(target, Executors.class)
                || owned(target, CompletableFuture.class) && name.endsWith("Async")
                || constructor && target.getOwner().isAssignableTo(Thread.class)
                || constructor && target.getOwner().isAssignableTo(ExecutorService.class)
                || target.getOwner().isAssignableTo(Timer.class)
                || name.equals("parallelStream")
                || name.equals("commonPool");
    }

    private static boolean isProcess(AccessTarget target) {
        return owned(target, System.class)
                        && Set.of("out", "err", "in", "exit", "console").contains(target.getName())
                || owned(target, Runtime.class) && Set.of("exit", "halt").contains(target.getName());
    }

    private static boolean owned(AccessTarget target, Class<?> owner) {
        return target.getOwner().isEquivalentTo(owner);
    }

    private static boolean isConstructorWithoutArguments(AccessTarget target) {
        return target.getFullName().endsWith(".<init>()");
    }
}
