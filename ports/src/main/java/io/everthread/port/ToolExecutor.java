package io.everthread.port;

import io.everthread.domain.tool.ToolCall;

/** The application's side of function tools: carries out a call. */
@FunctionalInterface
public interface ToolExecutor {

    /**
     * Carries out one call and returns its output. May block. A tool that fails returns text that says so: the model reads it
     * and can react. Whatever is thrown ends the loop and leaves the run waiting.
     */
    String execute(ToolCall call);
}
