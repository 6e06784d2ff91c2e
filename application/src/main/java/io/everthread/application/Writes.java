package io.everthread.application;

import io.everthread.domain.ConversationBusy;
import io.everthread.domain.IllegalTransition;
import io.everthread.domain.InvalidValue;
import io.everthread.domain.RuleViolation;
import io.everthread.domain.WrongToolOutputs;
import io.everthread.domain.run.RunStatus;
import io.everthread.port.AssistantException;
import io.everthread.port.Change;
import io.everthread.port.ChangeSet;
import io.everthread.port.CommitResult;
import io.everthread.port.KeyUse;
import io.everthread.port.Project;
import io.everthread.port.RequestKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Commits a caller's writes: decides again when somebody else was faster, and recognises a repeated request by its key. */
final class Writes {

    /** Far more than contention between honest writers of one object can need. */
    private static final int MAX_ATTEMPTS = 1_000;

    private final EngineParts parts;
    private final Project project;
    private final @Nullable RequestKey key;

    Writes(EngineParts parts, Project project, @Nullable RequestKey key) {
        this.parts = parts;
        this.project = project;
        this.key = key;
    }

    /**
     * What one attempt would commit.
     *
     * @param id found again by whoever repeats the request
     */
    record Plan<T>(T result, String id, List<Change> changes) {}

    /**
     * Commits what {@code attempt} plans.
     *
     * @param request everything that makes this request different from another
     * @param found the result of an earlier request with the same key, by its id
     * @param attempt reads what is there and decides; called again after a conflict
     */
    <T> T commit(String operation, Object request, Function<String, T> found, Supplier<Plan<T>> attempt) {
        String fingerprint = key == null ? "" : fingerprint(operation, request);
        if (key != null) {
            Optional<KeyUse> first = parts.store().keyUse(project, key);
            Instant forgotten = parts.now().minus(RequestKey.MEMORY);
            if (first.isPresent() && first.get().at().isBefore(forgotten)) {
                parts.store().forgetKeys(forgotten);
            } else if (first.isPresent()) {
                return repeated(key, first.get(), fingerprint, found);
            }
        }
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            Plan<T> plan = obeyingTheDomain(attempt);
            KeyUse use = key == null ? null : new KeyUse(key, fingerprint, plan.id(), parts.now());
            CommitResult result = parts.store().commit(new ChangeSet(project, null, use, plan.changes()));
            if (result instanceof CommitResult.Committed) {
                return plan.result();
            }
            if (result instanceof CommitResult.KeyTaken taken && key != null) {
                return repeated(key, taken.first(), fingerprint, found);
            }
        }
        throw new AssistantException.StoreFailed(
                "The store reported a conflict " + MAX_ATTEMPTS + " times in a row; try again.", null);
    }

    private static <T> T repeated(RequestKey key, KeyUse first, String fingerprint, Function<String, T> found) {
        if (!first.fingerprint().equals(fingerprint)) {
            throw new AssistantException.KeyReused(key);
        }
        return found.apply(first.result());
    }

    private static <T> Plan<T> obeyingTheDomain(Supplier<Plan<T>> attempt) {
        try {
            return attempt.get();
        } catch (RuleViolation violation) {
            throw translated(violation);
        }
    }

    static AssistantException translated(RuleViolation violation) {
        if (violation instanceof ConversationBusy busy) {
            return new AssistantException.Busy(busy.conversation(), busy.activeRun(), busy.refused());
        }
        if (violation instanceof IllegalTransition illegal) {
            String message = illegal.to() == RunStatus.CANCELLING
                    ? "Cannot cancel run with status '" + illegal.from() + "'."
                    : "Runs in status \"" + illegal.from() + "\" do not accept tool outputs.";
            return new AssistantException.WrongState(illegal.run(), illegal.from(), message);
        }
        if (violation instanceof WrongToolOutputs wrong) {
            return new AssistantException.InvalidRequest(String.valueOf(wrong.getMessage()), "tool_outputs", null);
        }
        InvalidValue invalid = (InvalidValue) violation;
        return new AssistantException.InvalidRequest(String.valueOf(invalid.getMessage()), invalid.field(), null);
    }

    private static String fingerprint(String operation, Object request) {
        try {
            byte[] text = (operation + ' ' + request).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
