package io.everthread.port.testkit;

import io.everthread.port.AssistantGateway;
import io.everthread.port.Project;
import java.time.Duration;
import java.util.List;

/**
 * A gateway over an empty backend whose model follows a script and whose time the test moves. Each test opens its own.
 *
 * <p>Backends may work on threads of their own, or only on the thread that waits for them ({@code await}, {@code hasNext},
 * {@link #elapse}): the contracts hold for both.
 */
public interface GatewayHarness extends AutoCloseable {

    /** The gateway under test, for {@link Project#DEFAULT}; the same one each time. */
    AssistantGateway gateway();

    /** A gateway to the same backend for another project. The harness closes it. */
    AssistantGateway gateway(Project project);

    /**
     * Sets the turns the model takes next, in place of those that are left. When the script has run out, its last turn is taken
     * again and again, so that a failure outlasts retries. Without any script the model says {@code ok}.
     */
    void script(Turn... turns);

    /** What the model was shown so far, a turn each, oldest first; turns it refused included. */
    List<Shown> shown();

    /**
     * Lets {@code time} pass on the backend's clock, and does what falls due where nobody else does. Zero only does what is due
     * already.
     */
    void elapse(Duration time);

    /**
     * Waits until the model notices that the turn that was held last has been given up.
     *
     * @return false if it does not notice within ten seconds
     */
    boolean awaitUpstreamClosed();

    /** Closes the gateways, the test's project included, and the backend. The gateway may have been closed before. */
    @Override
    void close();
}
