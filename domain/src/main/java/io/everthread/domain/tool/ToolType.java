package io.everthread.domain.tool;

/** The kinds of tool the Assistants API knows. */
public enum ToolType {
    FUNCTION,
    CODE_INTERPRETER,
    FILE_SEARCH
}
