package io.everthread.port;

/** Something a backend cannot do: which calls fail with {@link AssistantException.Unsupported} is said of each. */
public enum Limitation {
    /** {@link Conversations#list} fails. */
    LIST_CONVERSATIONS("list threads"),
    /** {@link Assistants#put} fails. */
    CHOOSE_ASSISTANT_ID("create an assistant under a given id"),
    /** Calls that change something and carry a {@link RequestKey} fail. */
    REQUEST_KEYS("recognise a repeated request by its key"),
    /** {@link Runs#watch} after any event but 0 fails. */
    RESUME_EVENTS("resume a run's events from the middle"),
    /** Creating a run that has this tool fails; assistants may have it. */
    FILE_SEARCH("search files"),
    /** Creating a run that has this tool fails; assistants may have it. */
    CODE_INTERPRETER("run code"),
    /** Adding a message that holds one fails. */
    IMAGE_FILES("show the model an uploaded image");

    private final String ability;

    Limitation(String ability) {
        this.ability = ability;
    }

    /** What cannot be done, as in "this backend cannot …". */
    public String ability() {
        return ability;
    }
}
