package io.everthread.domain.conversation;

/** Marks a span of a text as a reference to a file. Offsets count characters from 0; the end is exclusive. */
public sealed interface Annotation {

    /** The span of the text that is marked, as it stands there. */
    String text();

    /** A quotation of a file that search found. */
    record FileCitation(String text, String fileId, int start, int end) implements Annotation {}

    /** A link to a file the sandbox wrote. */
    record FilePath(String text, String fileId, int start, int end) implements Annotation {}
}
