package io.everthread.adapter.cli;

/** Nobody reads stdout any more, as with {@code | head -1}. */
final class ClosedOutput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClosedOutput(Throwable cause) {
        super(cause);
    }
}
