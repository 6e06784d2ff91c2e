package io.everthread.port;

/** Something a backend cannot do. */
public enum Limitation {
    LIST_CONVERSATIONS("list threads"),
    CHOOSE_ASSISTANT_ID("create an assistant under a given id"),
    REQUEST_KEYS("recognise a repeated request by its key"),
    RESUME_EVENTS("resume a run's events from the middle"),
    FILE_SEARCH("search files"),
    CODE_INTERPRETER("run code"),
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
