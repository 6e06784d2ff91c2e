package io.everthread.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.everthread.adapter.inmemory.InMemory;
import io.everthread.domain.run.Run;
import io.everthread.port.AssistantGateway;
import io.everthread.port.RunEvents;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** What the extension says when something is wrong, seen by running tests within a test. */
class EverthreadExtensionFailuresTest {

    @EverthreadScript(value = "weather.json", strict = true)
    static class Unmatched {
        @Test
        void asksSomethingElse(AssistantGateway gateway) {
            assertThat(Asking.ask(gateway, "cheese")).isEmpty();
        }
    }

    @Test
    void aTurnThatStrictModeRefusedFailsTheTest() {
        assertThat(failureOf(Unmatched.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("\"cheese\"")
                .hasMessageContaining("(1) text contains \"weather\"");
    }

    @ExtendWith(EverthreadExtension.class)
    static class OpenWatch {
        static final List<RunEvents> LEAKED = new ArrayList<>();

        @Test
        void watchesAndGoes(AssistantGateway gateway) {
            Run run = Asking.start(gateway, "hi");
            LEAKED.add(gateway.runs().watch(run.conversation(), run.id(), 0));
        }
    }

    @Test
    void aWatchLeftOpenFailsTheTest() {
        assertThat(failureOf(OpenWatch.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("run run_000001 after event 0")
                .hasMessageContaining("close it");
    }

    @EverthreadScript(value = "weather.json", strict = true)
    static class FailingByItself {
        @Test
        void fails(AssistantGateway gateway) {
            Asking.ask(gateway, "cheese");
            throw new IllegalStateException("the test's own failure");
        }
    }

    @Test
    void theTestsOwnFailureComesFirst() {
        Throwable failure = failureOf(FailingByItself.class);

        assertThat(failure).hasMessage("the test's own failure");
        assertThat(failure.getSuppressed()).singleElement().asString().contains("\"cheese\"");
    }

    @EverthreadScript("nowhere.json")
    static class MissingScript {
        @Test
        void needsIt(AssistantGateway gateway) {}
    }

    @Test
    void aScriptThatIsNotThereIsNamed() {
        assertThat(failureOf(MissingScript.class))
                .hasMessageContaining("@EverthreadScript(\"nowhere.json\")")
                .hasMessageContaining(MissingScript.class.getName())
                .hasMessageContaining("neither a resource");
    }

    @EverthreadScript("broken.json")
    static class BrokenScript {
        @Test
        void needsIt(AssistantGateway gateway) {}
    }

    @Test
    void aScriptThatIsWrongIsToldWithItsPlace() {
        assertThat(failureOf(BrokenScript.class))
                .hasMessageContaining("broken.json:3:25: There is no key \"syas\" here; did you mean \"says\"?");
    }

    @ExtendWith(EverthreadExtension.class)
    static class BeforeEverything {
        @BeforeAll
        static void prepares(InMemory inMemory) {}

        @Test
        void never() {}
    }

    @Test
    void aFakeForMoreThanOneTestIsRefused() {
        assertThat(failureOf(BeforeEverything.class)).hasMessageContaining("Each test has a fake of its own");
    }

    @ExtendWith(EverthreadExtension.class)
    static class Keeping {
        static final List<AssistantGateway> KEPT = new ArrayList<>();

        @Test
        void keeps(AssistantGateway gateway) {
            KEPT.add(gateway);
        }
    }

    @Test
    void theFakeIsClosedAfterTheTest() {
        assertThat(run(Keeping.class).getFailures()).isEmpty();

        assertThat(Keeping.KEPT)
                .allSatisfy(gateway -> assertThatIllegalStateException().isThrownBy(gateway::runs));
        assertThat(Keeping.KEPT).isNotEmpty();
    }

    private static Throwable failureOf(Class<?> testClass) {
        List<TestExecutionSummary.Failure> failures = run(testClass).getFailures();
        assertThat(failures).hasSize(1);
        return failures.get(0).getException();
    }

    private static TestExecutionSummary run(Class<?> testClass) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(testClass))
                        .build(),
                listener);
        return listener.getSummary();
    }
}
