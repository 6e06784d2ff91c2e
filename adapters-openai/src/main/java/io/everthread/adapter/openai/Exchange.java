package io.everthread.adapter.openai;

import feign.Request;
import java.time.Duration;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request: its time limits, and the handle by which any thread can stop it. Feign passes it on to {@link
 * OkHttpEngine} as it is, which is why it is one of Feign's options.
 */
final class Exchange extends Request.Options {

    private final ChatSettings.TimeLimits steps;
    private final Duration limit;
    private volatile boolean sent;
    private volatile boolean answered;
    private boolean cancelled;
    private @Nullable Call call;

    /** @param limit how long all of it may take */
    Exchange(ChatSettings.TimeLimits steps, Duration limit) {
        super(steps.connect(), steps.silence(), false);
        this.steps = steps;
        this.limit = limit;
    }

    ChatSettings.TimeLimits steps() {
        return steps;
    }

    Duration limit() {
        return limit;
    }

    synchronized void began(Call call) {
        this.call = call;
        if (cancelled) {
            call.cancel();
        }
    }

    /** Closes the connection, also under the hands of the thread that reads from it. */
    synchronized void cancel() {
        cancelled = true;
        if (call != null) {
            call.cancel();
        }
    }

    void markSent() {
        sent = true;
    }

    void markAnswered() {
        answered = true;
    }

    /** Whether the head of an answer has come. */
    boolean answered() {
        return answered;
    }

    /** Whether the server may have got what it was sent. */
    boolean sent() {
        return sent;
    }
}
