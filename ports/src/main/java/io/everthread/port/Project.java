package io.everthread.port;

import io.everthread.domain.InvalidValue;

/**
 * Whose data it is. Projects do not see each other.
 *
 * @param name not blank
 */
public record Project(String name) {

    /** The project of whoever names none. */
    public static final Project DEFAULT = new Project("default");

    /** @throws InvalidValue if the name is blank */
    public Project {
        InvalidValue.ifBlank("project", name);
    }
}
