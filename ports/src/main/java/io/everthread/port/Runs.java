package io.everthread.port;

import io.everthread.domain.ConversationId;
import io.everthread.domain.Metadata;
import io.everthread.domain.RunId;
import io.everthread.domain.StepId;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunRequest;
import io.everthread.domain.run.RunStep;
import io.everthread.domain.tool.ToolOutput;
import java.util.List;

/**
 * Runs: an assistant answers a conversation. A run goes on by itself once it is created; nobody has to watch it.
 *
 * <ul>
 *   <li>AG-40: A created run is queued or further, and in the end completes with one message of its run id and assistant id.
 *   <li>AG-41: While a run is active in a conversation, creating another fails with {@link AssistantException.Busy} that names it.
 *   <li>AG-42: Additional messages are added before the run; if the run cannot be created they are not added either.
 *   <li>AG-43: The model is shown the whole conversation, and the assistant's instructions, or the request's in their place, then
 *       the additional ones.
 *   <li>AG-44: Model, tools and sampling of the request take the place of the assistant's, for this run only; a later change of
 *       the assistant does not reach the run.
 *   <li>AG-45: {@link #createWithConversation} creates both or neither.
 *   <li>AG-46: With {@code last_messages} of n, the model is shown the newest n messages and no others.
 *   <li>AG-47: An update replaces the metadata and nothing else.
 *   <li>AG-48: Usage is the sum over the run's turns once it has ended, and stays absent if the model reports none.
 *   <li>AG-49: A reply cut at a token limit ends the run as incomplete with the reason, and keeps the text, marked incomplete.
 *   <li>AG-50: When the model calls functions, the run requires action with all calls of that turn, in order, and their
 *       arguments unchanged.
 *   <li>AG-51: Outputs for exactly the waiting calls, in any order, let the run go on; the model is shown them.
 *   <li>AG-52: Outputs for other calls, for a part of them, or twice for one, fail with {@link AssistantException.InvalidRequest};
 *       the run still waits.
 *   <li>AG-53: Outputs for a run that does not wait for any fail with {@link AssistantException.WrongState}.
 *   <li>AG-54: A cancelled run ends as cancelled, from queued, in progress and requires action alike, and long before it would expire;
 *       the model is let go, and the conversation takes messages and runs again.
 *   <li>AG-55: What a run had written when it was cancelled, failed or expired is kept in its message, marked incomplete with
 *       that reason; the step it was in ends likewise.
 *   <li>AG-56: Cancelling a run that has ended fails with {@link AssistantException.WrongState}; cancelling one that is being
 *       cancelled does nothing more.
 *   <li>AG-57: A run not ended 600 seconds after its creation has expired; it lets go of the model, no longer blocks its
 *       conversation and takes no outputs.
 *   <li>AG-58: When the model fails, the run fails: {@code rate_limit_exceeded} for rate limits and quotas,
 *       {@code invalid_prompt} when the model refuses the request, {@code server_error} otherwise. The conversation is usable.
 *   <li>AG-59: Steps are listed and found: a message creation that names its message, tool calls with their outputs once given.
 *   <li>AG-60: {@link #watch} from 0 gives every event, numbered from 1 without gaps, and ends after the event with which the run
 *       ended or came to require the action it now waits for.
 *   <li>AG-61: The events of a text reply come in the order given in {@link io.everthread.domain.run.RunEvent}; each message's
 *       deltas joined are its final text, each call's its arguments.
 *   <li>AG-62: {@code watch} after n gives what follows event n and nothing before; all watchers of a run see the same events.
 *   <li>AG-63: Closing a watch detaches it and nothing else: the run goes on, and a blocked reader wakes.
 *   <li>AG-64: {@link #await} returns the run as soon as it has ended or requires action.
 *   <li>AG-65: If the call's timeout passes first, {@code await} fails with {@link AssistantException.TimedOut} and the run goes
 *       on.
 * </ul>
 */
public interface Runs {

    Run create(ConversationId conversation, RunRequest request);

    /** Creates a conversation and a run in it. */
    Run createWithConversation(NewConversation conversation, RunRequest request);

    /** Lists a conversation's runs; paging as in {@link PageRequest}. */
    Page<Run> list(ConversationId conversation, PageRequest page);

    Run get(ConversationId conversation, RunId id);

    Run update(ConversationId conversation, RunId id, Metadata metadata);

    /** Asks a run to stop and returns it as it is then, normally still cancelling; {@link #await} its end. */
    Run cancel(ConversationId conversation, RunId id);

    /** Answers all calls a run waits for. */
    Run submitToolOutputs(ConversationId conversation, RunId id, List<ToolOutput> outputs);

    /** Lists a run's steps; paging as in {@link PageRequest}. */
    Page<RunStep> steps(ConversationId conversation, RunId id, PageRequest page);

    RunStep step(ConversationId conversation, RunId id, StepId step);

    /**
     * Reads the run's event log from after event {@code after}, and goes on as it grows.
     *
     * @param after the number of the last event already seen; 0 for all
     */
    RunEvents watch(ConversationId conversation, RunId id, long after);

    /** Waits until the run has ended or requires action. Without a timeout, at most until the run expires. */
    Run await(ConversationId conversation, RunId id);
}
