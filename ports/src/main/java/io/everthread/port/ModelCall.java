package io.everthread.port;

/** A turn that is under way. */
public interface ModelCall {

    /** Stops it, from any thread, without blocking; see LM-05. */
    void cancel();
}
