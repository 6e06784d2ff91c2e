package io.everthread.adapter.cli;

import io.everthread.application.Ask;
import io.everthread.application.AskListener;
import io.everthread.application.AskRequest;
import io.everthread.application.Reply;
import io.everthread.domain.ConversationId;
import io.everthread.domain.MessageId;
import io.everthread.domain.RunId;
import io.everthread.domain.run.NumberedEvent;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunEvent;
import io.everthread.domain.run.Usage;
import io.everthread.port.AssistantException;
import io.everthread.port.AssistantGateway;
import io.everthread.port.CallOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One question and its answer: shows the answer as it comes, tells the outcome, whatever it is, and leaves no run behind.
 *
 * <p>The first Ctrl-C cancels the run and waits for it to end, at most {@link #PATIENCE}; the second leaves at once.
 */
final class Turn implements AskListener {

    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Failure STOPPED = new Failure(ExitCode.INTERRUPTED, "interrupted", "Stopped by Ctrl-C.");

    private final Console console;
    private final Output output;
    private final Interrupts interrupts;
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);

    private final StringBuilder text = new StringBuilder();
    private volatile @Nullable AssistantGateway asked;
    private volatile @Nullable Run run;
    private @Nullable ConversationId conversation;
    private @Nullable MessageId message;
    private boolean told;

    Turn(Console console, Output output, Interrupts interrupts) {
        this.console = console;
        this.output = output;
        this.interrupts = interrupts;
    }

    /** Does {@code work}, which asks through {@link #ask}, and tells what came of it. */
    ExitCode take(Supplier<Reply> work) {
        try (Interrupts.Handle handle = interrupts.onInterrupt(this::interrupt)) {
            run = work.get().run();
            return ended(Failure.of(run));
        } catch (ClosedOutput nobodyReads) {
            return ExitCode.CLOSED_OUTPUT;
        } catch (RuntimeException thrown) {
            console.trace(thrown);
            return ended(Failure.of(thrown));
        } finally {
            over.countDown();
        }
    }

    /** Asks, and cancels the run if it has to be left before its end. */
    Reply ask(AssistantGateway gateway, Ask ask, AskRequest request) {
        asked = gateway;
        try {
            return ask.ask(request, this);
        } catch (RuntimeException thrown) {
            cancel();
            throw thrown;
        }
    }

    @Override
    public void onConversation(ConversationId conversation) {
        this.conversation = conversation;
    }

    @Override
    public void onBusy(RunId active) {
        console.notice("The thread is busy with " + active + "; it comes first.");
    }

    @Override
    public void onRun(Run created) {
        run = created;
        console.detail("thread " + created.conversation() + ", run " + created.id());
        if (interrupted.get()) {
            cancel();
        }
    }

    @Override
    public void onEvent(NumberedEvent numbered) {
        RunEvent event = numbered.event();
        writing.lock();
        try {
            if (event instanceof RunEvent.TextDelta delta) {
                write(delta.message(), delta.text());
            } else if (event instanceof RunEvent.RefusalDelta delta) {
                write(delta.message(), delta.text());
            }
            output.event(event);
        } finally {
            writing.unlock();
        }
        if (event instanceof RunEvent.RunChanged changed) {
            run = changed.run();
            console.detail(changed.run().status().toString());
        }
    }

    /** Tells what the run used, as far as it is known. */
    void tellUsage() {
        Usage usage = run == null ? null : run.usage();
        console.print(
                usage == null
                        ? "usage: not told by the backend\n"
                        : "usage: %d prompt + %d completion = %d tokens%n"
                                .formatted(usage.promptTokens(), usage.completionTokens(), usage.totalTokens()));
    }

    @Nullable
    ConversationId conversation() {
        return conversation;
    }

    private void write(MessageId of, String piece) {
        String more = text.length() > 0 && !of.equals(message) ? "\n\n" + piece : piece;
        message = of;
        text.append(more);
        output.text(more);
    }

    private ExitCode ended(@Nullable Failure failure) {
        writing.lock();
        try {
            Failure why = interrupted.get() ? STOPPED : failure;
            ExitCode exit = why == null ? ExitCode.DONE : why.exit();
            if (!told) {
                told = true;
                output.end(new Outcome(conversation, run, message, text.toString(), why, exit));
                if (failure != null && why == failure) {
                    console.error(failure);
                }
            }
            return exit;
        } catch (ClosedOutput nobodyReads) {
            return ExitCode.CLOSED_OUTPUT;
        } finally {
            writing.unlock();
        }
    }

    private void interrupt() {
        if (interrupted.getAndSet(true)) {
            interrupts.leave(ExitCode.INTERRUPTED.code());
            return;
        }
        if (asked != null) {
            cancel();
            if (overWithin(PATIENCE)) {
                return;
            }
        }
        // Whoever holds the lock may be stuck in writing; then there is nobody to tell the outcome to.
        if (writing.tryLock()) {
            try {
                ended(STOPPED);
            } finally {
                writing.unlock();
            }
        }
        interrupts.leave(ExitCode.INTERRUPTED.code());
    }

    private void cancel() {
        AssistantGateway gateway = asked;
        Run active = run;
        if (gateway == null || active == null || active.status().ended()) {
            return;
        }
        try {
            run = gateway.with(CallOptions.timeout(PATIENCE)).runs().cancel(active.conversation(), active.id());
        } catch (AssistantException tooLate) {
            // It has ended, or cannot be reached: there is nothing more to be done about it from here.
            console.detail(String.valueOf(tooLate.getMessage()));
        }
    }

    private boolean overWithin(Duration patience) {
        try {
            return over.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException leaving) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
