import io.everthread.port.testkit.Proves;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the tests found in a folder and stops at the first failure: those that prove some rules first, then all. The last line on
 * stdout says which test failed and what it proves, or how many passed.
 */
public final class Contracts {

    private final Launcher launcher = LauncherFactory.create();
    private final Path testClasses;

    private Contracts(Path testClasses) {
        this.testClasses = testClasses;
    }

    /** Arguments: the folder, then the rules whose tests come first. */
    public static void main(String[] args) {
        Contracts contracts = new Contracts(Path.of(args[0]));
        List<String> first = List.of(args).subList(1, args.length);
        contracts.run(rules -> rules.stream().anyMatch(first::contains));
        long passed = contracts.run(rules -> true);
        System.out.println("PASSED " + passed);
        Runtime.getRuntime().halt(0); // a mutant may have left threads
    }

    private long run(Predicate<List<String>> wanted) {
        PostDiscoveryFilter filter = test -> FilterResult.includedIf(
                !(test.getSource().orElse(null) instanceof MethodSource) || wanted.test(proven(test.getSource())));
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClasspathRoots(Set.of(testClasses)))
                .filters(filter)
                .build();
        FirstFailure listener = new FirstFailure();
        launcher.execute(request, listener);
        return listener.passed;
    }

    /** The rules a test proves; none for a test that is not of a contract. */
    private static List<String> proven(Optional<TestSource> source) {
        return source.filter(MethodSource.class::isInstance)
                .map(method -> ((MethodSource) method).getJavaMethod().getAnnotation(Proves.class))
                .map(proves -> List.of(proves.value()))
                .orElse(List.of());
    }

    private static final class FirstFailure implements TestExecutionListener {
        private long passed;

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                passed += test.isTest() ? 1 : 0;
                return;
            }
            String name = test.getSource().orElse(null) instanceof MethodSource source
                    ? source.getJavaClass().getSimpleName() + "." + source.getMethodName()
                    : test.getDisplayName();
            result.getThrowable().ifPresent(thrown -> System.out.println(thrown));
            System.out.println("FAILED " + name + " "
                    + String.join(", ", proven(test.getSource())));
            Runtime.getRuntime().halt(0);
        }
    }
}
