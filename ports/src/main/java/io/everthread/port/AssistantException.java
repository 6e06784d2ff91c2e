package io.everthread.port;

import io.everthread.domain.ConversationBusy;
import io.everthread.domain.ConversationId;
import io.everthread.domain.RunId;
import io.everthread.domain.run.RunStatus;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can go wrong behind a port, by who must act. Messages are for people, complete sentences, and free of secrets.
 */
public abstract sealed class AssistantException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** One per subclass, for switches that must not forget one. */
    public enum Kind {
        INVALID_REQUEST,
        NOT_FOUND,
        BUSY,
        WRONG_STATE,
        KEY_REUSED,
        NOT_AUTHENTICATED,
        NOT_PERMITTED,
        RATE_LIMITED,
        QUOTA_EXCEEDED,
        UNSUPPORTED,
        MISCONFIGURED,
        UNAVAILABLE,
        BACKEND_FAILED,
        TIMED_OUT,
        OUTCOME_UNKNOWN,
        STORE_FAILED
    }

    private final Kind kind;

    private AssistantException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public final Kind kind() {
        return kind;
    }

    /** Whether it is certain that the backend did nothing, so that repeating the call cannot do it twice. */
    public boolean refused() {
        return switch (kind) {
            case INVALID_REQUEST,
                    NOT_FOUND,
                    BUSY,
                    WRONG_STATE,
                    KEY_REUSED,
                    NOT_AUTHENTICATED,
                    NOT_PERMITTED,
                    RATE_LIMITED,
                    QUOTA_EXCEEDED,
                    UNSUPPORTED,
                    MISCONFIGURED,
                    UNAVAILABLE -> true;
            case BACKEND_FAILED, TIMED_OUT, OUTCOME_UNKNOWN, STORE_FAILED -> false;
        };
    }

    /** How long the backend asked to be left alone; null if it did not say. */
    public @Nullable Duration retryAfter() {
        return null;
    }

    /** The caller must correct the request. */
    public static final class InvalidRequest extends AssistantException {
        private static final long serialVersionUID = 1L;
        private final @Nullable String param;
        private final @Nullable String code;

        /**
         * @param param the parameter at fault as the wire names it; null if none in particular
         * @param code a machine-readable code such as {@code context_length_exceeded}; null if none
         */
        public InvalidRequest(String message, @Nullable String param, @Nullable String code) {
            super(Kind.INVALID_REQUEST, message, null);
            this.param = param;
            this.code = code;
        }

        public @Nullable String param() {
            return param;
        }

        public @Nullable String code() {
            return code;
        }
    }

    /** There is no such thing; the caller must name one that exists. */
    public static final class NotFound extends AssistantException {
        private static final long serialVersionUID = 1L;

        /** What was looked for. */
        public enum Resource {
            ASSISTANT,
            CONVERSATION,
            MESSAGE,
            RUN,
            STEP,
            MODEL
        }

        private final Resource resource;
        private final String id;

        public NotFound(Resource resource, String id) {
            this(resource, id, "No " + resource.name().toLowerCase(Locale.ROOT) + " found with id '" + id + "'.");
        }

        public NotFound(Resource resource, String id, String message) {
            super(Kind.NOT_FOUND, message, null);
            this.resource = resource;
            this.id = id;
        }

        public Resource resource() {
            return resource;
        }

        public String id() {
            return id;
        }
    }

    /** A run is active in the conversation; wait for its end or cancel it. */
    public static final class Busy extends AssistantException {
        private static final long serialVersionUID = 1L;
        private final ConversationId conversation;
        private final RunId activeRun;
        private final ConversationBusy.Refused refusal;

        public Busy(ConversationId conversation, RunId activeRun, ConversationBusy.Refused refusal) {
            super(
                    Kind.BUSY,
                    switch (refusal) {
                        case RUN -> "Conversation " + conversation + " already has an active run " + activeRun + ".";
                        case MESSAGE ->
                            "Can't add messages to " + conversation + " while a run " + activeRun + " is active.";
                    },
                    null);
            this.conversation = conversation;
            this.activeRun = activeRun;
            this.refusal = refusal;
        }

        /** What was refused. */
        public ConversationBusy.Refused refusal() {
            return refusal;
        }

        public ConversationId conversation() {
            return conversation;
        }

        public RunId activeRun() {
            return activeRun;
        }
    }

    /** The run's state does not allow the call. */
    public static final class WrongState extends AssistantException {
        private static final long serialVersionUID = 1L;
        private final RunId run;
        private final RunStatus status;

        public WrongState(RunId run, RunStatus status, String message) {
            super(Kind.WRONG_STATE, message, null);
            this.run = run;
            this.status = status;
        }

        public RunId run() {
            return run;
        }

        /** The status the run is in. */
        public RunStatus status() {
            return status;
        }
    }

    /** The request key was used before with other arguments; the caller must choose a new one. */
    public static final class KeyReused extends AssistantException {
        private static final long serialVersionUID = 1L;

        public KeyReused(RequestKey key) {
            super(
                    Kind.KEY_REUSED,
                    "The idempotency key '" + key.value() + "' was used before with another request; choose a new one.",
                    null);
        }
    }

    /** The backend wants a key, or another one. */
    public static final class NotAuthenticated extends AssistantException {
        private static final long serialVersionUID = 1L;

        public NotAuthenticated(String message) {
            super(Kind.NOT_AUTHENTICATED, message, null);
        }
    }

    /** The key is good, and not for this. */
    public static final class NotPermitted extends AssistantException {
        private static final long serialVersionUID = 1L;

        public NotPermitted(String message) {
            super(Kind.NOT_PERMITTED, message, null);
        }
    }

    /** Too many requests or tokens at the moment; come back later. */
    public static final class RateLimited extends AssistantException {
        private static final long serialVersionUID = 1L;
        private final @Nullable Duration retryAfter;

        public RateLimited(String message, @Nullable Duration retryAfter) {
            super(Kind.RATE_LIMITED, message, null);
            this.retryAfter = retryAfter;
        }

        @Override
        public @Nullable Duration retryAfter() {
            return retryAfter;
        }
    }

    /** The account's budget is spent; coming back later does not help. */
    public static final class QuotaExceeded extends AssistantException {
        private static final long serialVersionUID = 1L;

        public QuotaExceeded(String message) {
            super(Kind.QUOTA_EXCEEDED, message, null);
        }
    }

    /** The backend cannot do this; choose another. */
    public static final class Unsupported extends AssistantException {
        private static final long serialVersionUID = 1L;
        private final Limitation limitation;

        public Unsupported(Limitation limitation) {
            super(Kind.UNSUPPORTED, "This backend cannot " + limitation.ability() + ".", null);
            this.limitation = limitation;
        }

        public Limitation limitation() {
            return limitation;
        }
    }

    /** The settings are incomplete or contradict each other; whoever configured this must correct them. */
    public static final class Misconfigured extends AssistantException {
        private static final long serialVersionUID = 1L;

        public Misconfigured(String message) {
            super(Kind.MISCONFIGURED, message, null);
        }
    }

    /** The backend could not be reached or said that it takes no requests now; it did nothing. */
    public static final class Unavailable extends AssistantException {
        private static final long serialVersionUID = 1L;
        private final @Nullable Duration retryAfter;

        public Unavailable(String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
            super(Kind.UNAVAILABLE, message, cause);
            this.retryAfter = retryAfter;
        }

        @Override
        public @Nullable Duration retryAfter() {
            return retryAfter;
        }
    }

    /** The backend took the request and failed, or answered something that cannot be understood. */
    public static final class BackendFailed extends AssistantException {
        private static final long serialVersionUID = 1L;

        public BackendFailed(String message, @Nullable Throwable cause) {
            super(Kind.BACKEND_FAILED, message, cause);
        }
    }

    /** The caller's time was up before the answer came. For calls that only read or wait: nothing is in doubt. */
    public static final class TimedOut extends AssistantException {
        private static final long serialVersionUID = 1L;

        public TimedOut(String message) {
            super(Kind.TIMED_OUT, message, null);
        }
    }

    /** The request was sent and its answer lost: it may or may not have been carried out. The message names what to check. */
    public static final class OutcomeUnknown extends AssistantException {
        private static final long serialVersionUID = 1L;

        public OutcomeUnknown(String message, @Nullable Throwable cause) {
            super(Kind.OUTCOME_UNKNOWN, message, cause);
        }
    }

    /** The store of threads could not be read or written; whoever runs it must act. */
    public static final class StoreFailed extends AssistantException {
        private static final long serialVersionUID = 1L;

        public StoreFailed(String message, @Nullable Throwable cause) {
            super(Kind.STORE_FAILED, message, cause);
        }
    }
}
