package io.everthread.domain.tool;

import io.everthread.domain.ToolCallId;

/**
 * The application's answer to one {@link ToolCall}.
 *
 * @param output any text, empty allowed
 */
public record ToolOutput(ToolCallId call, String output) {}
