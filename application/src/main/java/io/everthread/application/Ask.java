package io.everthread.application;

import io.everthread.domain.ConversationBusy;
import io.everthread.domain.ConversationId;
import io.everthread.domain.RunId;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.domain.run.NumberedEvent;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunRequest;
import io.everthread.domain.run.RunStatus;
import io.everthread.port.AssistantException;
import io.everthread.port.AssistantGateway;
import io.everthread.port.CallOptions;
import io.everthread.port.PageRequest;
import io.everthread.port.RunEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The main job: adds a question to a conversation, new or not, runs an assistant over it, carries out its function calls and
 * returns the reply. Question and run are created in one request, so that a refused run leaves no question behind.
 *
 * <p>Works on any gateway. Thread-safe; each ask is made on the calling thread.
 */
public final class Ask {

    private final AssistantGateway gateway;
    private final InstantSource clock;

    /** @param clock the clock that deadlines go by */
    public Ask(AssistantGateway gateway, InstantSource clock) {
        this.gateway = gateway;
        this.clock = clock;
    }

    /**
     * Asks and waits for the reply.
     *
     * @throws AssistantException.Busy if the conversation has an active run and the policy is to fail, or that run waits for
     *     somebody's tool outputs and the policy is to wait
     * @throws AssistantException.TimedOut if the deadline passes first; the run is then being cancelled
     */
    public Reply ask(AskRequest request) {
        return new Asking(request, new AskListener() {}, false).reply();
    }

    /** As {@link #ask(AskRequest)}, and tells the listener of every event as it comes. */
    public Reply ask(AskRequest request, AskListener listener) {
        return new Asking(request, listener, true).reply();
    }

    /** One ask under way. */
    private final class Asking {
        private final AskRequest request;
        private final AskListener listener;
        private final boolean streamed;
        private final @Nullable Instant deadline;
        private long lastEvent;

        Asking(AskRequest request, AskListener listener, boolean streamed) {
            this.request = request;
            this.listener = listener;
            this.streamed = streamed;
            this.deadline = request.deadline() == null ? null : clock.instant().plus(request.deadline());
        }

        Reply reply() {
            Run run = created();
            listener.onConversation(run.conversation());
            listener.onRun(run);
            try {
                run = untilStopped(run);
                while (run.status() == RunStatus.REQUIRES_ACTION && request.tools() != null) {
                    run = untilStopped(new AnswerToolCalls(gateway, request.tools()).answer(run, listener::onToolCall));
                }
            } catch (AssistantException.TimedOut late) {
                cancel(run);
                throw late;
            }
            return new Reply(run, written(run));
        }

        private Run created() {
            ConversationId in = request.conversation();
            if (in == null) {
                return gateway.runs().createWithConversation(NewConversation.of(request.message()), request.run());
            }
            RunRequest withQuestion = withQuestion(request.run(), request.message());
            while (true) {
                try {
                    return gateway.runs().create(in, withQuestion);
                } catch (AssistantException.Busy busy) {
                    makeRoom(in, busy);
                }
            }
        }

        private void makeRoom(ConversationId in, AssistantException.Busy busy) {
            RunId active = busy.activeRun();
            switch (request.onBusy()) {
                case FAIL -> throw busy;
                case WAIT -> {
                    listener.onBusy(active);
                    Run stopped = timed().runs().await(in, active);
                    if (stopped.status() == RunStatus.REQUIRES_ACTION) {
                        throw new AssistantException.Busy(in, active, ConversationBusy.Refused.RUN);
                    }
                }
                case CANCEL -> {
                    listener.onBusy(active);
                    try {
                        gateway.runs().cancel(in, active);
                    } catch (AssistantException.WrongState endedByItself) {
                        return;
                    }
                    timed().runs().await(in, active);
                }
            }
        }

        private Run untilStopped(Run run) {
            if (!streamed) {
                return timed().runs().await(run.conversation(), run.id());
            }
            try (RunEvents events = timed().runs().watch(run.conversation(), run.id(), lastEvent)) {
                while (events.hasNext()) {
                    NumberedEvent event = events.next();
                    lastEvent = event.number();
                    listener.onEvent(event);
                }
            }
            return gateway.runs().get(run.conversation(), run.id());
        }

        private void cancel(Run run) {
            try {
                gateway.runs().cancel(run.conversation(), run.id());
            } catch (AssistantException.WrongState | AssistantException.NotFound itEnded) {
                // Nothing is left to be cancelled.
            }
        }

        private List<Message> written(Run run) {
            return gateway.messages()
                    .listOfRun(run.conversation(), run.id(), PageRequest.OLDEST)
                    .items();
        }

        private AssistantGateway timed() {
            if (deadline == null) {
                return gateway;
            }
            Duration left = Duration.between(clock.instant(), deadline);
            return gateway.with(CallOptions.timeout(left.isNegative() ? Duration.ZERO : left));
        }
    }

    private static RunRequest withQuestion(RunRequest run, NewMessage question) {
        List<NewMessage> messages = new ArrayList<>(run.additionalMessages());
        messages.add(question);
        return run.withAdditionalMessages(messages);
    }
}
