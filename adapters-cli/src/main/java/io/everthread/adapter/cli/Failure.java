package io.everthread.adapter.cli;

import io.everthread.domain.RuleViolation;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunError;
import io.everthread.domain.run.RunState;
import io.everthread.domain.tool.ToolCall;
import io.everthread.port.AssistantException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a command did not do what it was asked to.
 *
 * @param code for programs, such as {@code not_found}
 * @param message for people: what happened, whose move it is, and what helps
 */
record Failure(ExitCode exit, String code, String message) {

    private static final String KEYS = " Set EVERTHREAD_API_KEY to a key of that server"
            + " (OPENAI_API_KEY is sent to https://api.openai.com and nowhere else).";

    static Failure of(RuntimeException thrown) {
        String message = String.valueOf(thrown.getMessage());
        if (thrown instanceof AssistantException.TimedOut late) {
            return of(
                    late.kind(),
                    "The time given with --timeout is over, and the run was cancelled. Give it more time.");
        }
        if (thrown instanceof AssistantException failure) {
            return of(failure.kind(), message);
        }
        if (thrown instanceof Refusal refusal) {
            return new Failure(refusal.exit(), lower(refusal.exit()), message);
        }
        if (thrown instanceof RuleViolation) {
            return new Failure(ExitCode.USAGE, lower(ExitCode.USAGE), message);
        }
        return new Failure(
                ExitCode.FAULT,
                lower(ExitCode.FAULT),
                "This is a fault in Everthread, not yours (" + thrown + "). Please report it to the project,"
                        + " with what the same command prints under EVERTHREAD_DEBUG=1.");
    }

    /** Why a run that has stopped is not a success; null if it is one. */
    static @Nullable Failure of(Run run) {
        RunState state = run.state();
        if (state instanceof RunState.Failed failed) {
            return of(failed.error());
        }
        if (state instanceof RunState.RequiresAction waiting) {
            return ended(
                    run,
                    "The model calls "
                            + waiting.calls().stream().map(ToolCall::name).collect(Collectors.joining(", "))
                            + " and waits for the output, which this command cannot give.");
        }
        if (state instanceof RunState.Incomplete incomplete) {
            return ended(run, "The reply is cut off: " + why(incomplete.reason()) + ".");
        }
        return switch (run.status()) {
            case COMPLETED -> null;
            case EXPIRED ->
                ended(
                        run,
                        "The run expired: it did not end within " + Run.LIFETIME.toSeconds() + " seconds. Ask again.");
            case CANCELLED, CANCELLING -> ended(run, "The run was cancelled by somebody else. Ask again.");
            case QUEUED, IN_PROGRESS, REQUIRES_ACTION, FAILED, INCOMPLETE ->
                throw new IllegalStateException("the run is " + run.status());
        };
    }

    private static Failure of(RunError error) {
        String reason = error.reason();
        if (reason != null) {
            for (AssistantException.Kind kind : AssistantException.Kind.values()) {
                if (lower(kind).equals(reason)) {
                    return of(kind, error.message());
                }
            }
        }
        return new Failure(ExitCode.RUN_FAILED, lower(error.code()), "The run failed: " + error.message());
    }

    private static Failure of(AssistantException.Kind kind, String message) {
        String hint = kind == AssistantException.Kind.NOT_AUTHENTICATED ? KEYS : "";
        return new Failure(ExitCode.of(kind), lower(kind), message + hint);
    }

    private static Failure ended(Run run, String message) {
        return new Failure(ExitCode.of(run.status()), run.status().toString(), message);
    }

    private static String why(RunState.IncompleteReason reason) {
        return switch (reason) {
            case MAX_COMPLETION_TOKENS -> "the model reached its length limit";
            case MAX_PROMPT_TOKENS -> "the thread is longer than the model may read";
            case CONTENT_FILTER -> "a content filter stopped the model";
        };
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
