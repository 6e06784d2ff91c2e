package io.everthread.port.testkit;

import io.everthread.port.LanguageModel;
import java.util.List;

/** A model whose turns are scripted at the far end, behind everything the adapter does. Each test opens its own. */
public interface ModelHarness extends AutoCloseable {

    /** The model under test; the same one each time. */
    LanguageModel model();

    /** Sets the turns taken next; see {@link GatewayHarness#script}. */
    void script(Turn... turns);

    /** What arrived at the far end so far, an entry each time it was asked, oldest first; requests it refused included. */
    List<Shown> shown();

    /** Does on this thread what is due, for models without threads of their own; the others have nothing to do here. */
    default void doDueWork() {}

    /**
     * Waits until the far end notices that the call that was held last has been given up by the caller.
     *
     * @return false if it does not notice within ten seconds
     */
    boolean awaitUpstreamClosed();

    /** Closes the model, which may have been closed before, and the far end. */
    @Override
    void close();
}
