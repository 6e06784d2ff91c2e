package io.everthread.port;

import java.util.Set;

/**
 * The whole thread–message–run workflow for one project, whatever is behind it: a remote server or our own run engine.
 *
 * <ul>
 *   <li>AG-01: A gateway and its views may be used by many threads at once.
 *   <li>AG-02: An id that does not exist, or belongs to another conversation, fails with {@link AssistantException.NotFound} that
 *       names the kind and the id. Ids are opaque: no prefix is required.
 *   <li>AG-03: A failed call changes nothing, {@link AssistantException.OutcomeUnknown} excepted.
 *   <li>AG-04: Two calls with the same {@link CallOptions#key() request key} and the same arguments, within 24 hours, act once and
 *       return the same object.
 *   <li>AG-05: A request key used again with other arguments fails with {@link AssistantException.KeyReused}.
 *   <li>AG-06: What {@link #limitations()} does not name works. What it names fails with {@link AssistantException.Unsupported}, or,
 *       where it is the model that lacks it, ends the run as failed with a message that names it; what was sent is kept either
 *       way.
 *   <li>AG-07: What one project creates does not exist for another.
 *   <li>AG-08: After {@link #close()} every call fails with {@link IllegalStateException}; closing again does nothing. A view
 *       closes what it is a view of.
 *   <li>AG-09: Metadata comes back exactly as given, in its order, with nothing added.
 * </ul>
 *
 * <p>All methods throw {@link AssistantException} and nothing else that a caller is meant to handle. Values that exceed a limit
 * are refused earlier, by the constructors of the domain's types.
 */
public interface AssistantGateway extends AutoCloseable {

    Assistants assistants();

    Conversations conversations();

    Messages messages();

    Runs runs();

    /** The same gateway, with these options, beside those it has, on every call made through the returned view. */
    AssistantGateway with(CallOptions options);

    /** What this backend cannot do. May grow while a remote server is being discovered; never shrinks. */
    Set<Limitation> limitations();

    /** Lets go of connections, stores and work in progress on this side. */
    @Override
    void close();
}
