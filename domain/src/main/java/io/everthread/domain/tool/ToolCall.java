package io.everthread.domain.tool;

import io.everthread.domain.ToolCallId;

/**
 * A call of a function that the model asks the application to make.
 *
 * @param name the function's name, as the model wrote it: it may be none that was offered
 * @param arguments the arguments as the model wrote them, normally a JSON object; models do produce broken JSON
 */
public record ToolCall(ToolCallId id, String name, String arguments) {}
