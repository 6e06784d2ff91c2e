package io.everthread.port;

/** Something a backend cannot do. Of each is said what fails; calls that do, with {@link AssistantException.Unsupported}. */
public enum Limitation {
    /** {@link Conversations#list} fails. */
    LIST_CONVERSATIONS("list threads"),
    /** {@link Assistants#put} fails. */
    CHOOSE_ASSISTANT_ID("create an assistant under a given id"),
    /** Calls that change something and carry a {@link RequestKey} fail. */
    REQUEST_KEYS("recognise a repeated request by its key"),
    /** {@link Runs#watch} after any event but 0 fails. */
    RESUME_EVENTS("resume a run's events from the middle"),
    /** A run that has this tool ends as failed; assistants may have it. */
    FILE_SEARCH("search files"),
    /** A run that has this tool ends as failed; assistants may have it. */
    CODE_INTERPRETER("run code"),
    /** A run that would show one to the model ends as failed; messages may hold them. */
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
