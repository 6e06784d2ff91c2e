package io.everthread.application;

/** Makes ids that have not been used before. Thread-safe. */
@FunctionalInterface
public interface IdSource {

    /** A new id, the kind's prefix included. */
    String next(Kind kind);

    /** What an id is for. */
    enum Kind {
        ASSISTANT("asst_"),
        CONVERSATION("thread_"),
        MESSAGE("msg_"),
        RUN("run_"),
        STEP("step_"),
        TOOL_CALL("call_");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        /** The prefix people know from the original service. */
        public String prefix() {
            return prefix;
        }
    }
}
