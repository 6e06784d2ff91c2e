package io.everthread.junit5;

import io.everthread.adapter.inmemory.InMemory;
import io.everthread.adapter.inmemory.Journal;
import io.everthread.adapter.inmemory.ManualClock;
import io.everthread.port.AssistantGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a fake of its own, by parameter:
 *
 * <pre>{@code
 * @ExtendWith(EverthreadExtension.class)
 * class MyTest {
 *     @Test
 *     void asks(AssistantGateway gateway, InMemory inMemory) { … }
 * }
 * }</pre>
 *
 * <p>Test methods, {@code @BeforeEach} and {@code @AfterEach} methods may take an {@link AssistantGateway}, an {@link
 * InMemory}, a {@link ManualClock} and a {@link Journal}; within a test all belong to the same fake, which is closed
 * after it.
 *
 * <p>A test fails after its end if strict mode refused a turn for want of a rule, or if a watch was neither read to
 * its end nor closed. A test that is about these things opens an {@link InMemory} itself.
 */
public final class EverthreadExtension implements ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(EverthreadExtension.class);

    private static final Map<Class<?>, Function<InMemory, Object>> PARAMETERS = Map.of(
            AssistantGateway.class, InMemory::gateway,
            InMemory.class, inMemory -> inMemory,
            ManualClock.class, InMemory::clock,
            Journal.class, InMemory::journal);

    /** For JUnit. */
    public EverthreadExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return PARAMETERS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        if (test.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException("Each test has a fake of its own, so "
                    + parameter.getDeclaringExecutable()
                    + " cannot take one; take it in a test method or in a @BeforeEach or @AfterEach method.");
        }
        InMemory inMemory = test.getStore(NAMESPACE)
                .getOrComputeIfAbsent(InMemory.class, key -> NamedScript.open(test), InMemory.class);
        return Objects.requireNonNull(PARAMETERS.get(parameter.getParameter().getType()))
                .apply(inMemory);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        InMemory inMemory = test.getStore(NAMESPACE).remove(InMemory.class, InMemory.class);
        if (inMemory == null) {
            return;
        }
        List<String> complaints = new ArrayList<>(inMemory.unmatchedTurns());
        inMemory.openWatches()
                .forEach(watch -> complaints.add("The watch of " + watch
                        + " was neither read to its end nor closed; close it, such as by try."));
        inMemory.close();
        if (!complaints.isEmpty()) {
            throw new AssertionError(String.join(System.lineSeparator(), complaints));
        }
    }
}
