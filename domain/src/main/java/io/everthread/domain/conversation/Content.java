package io.everthread.domain.conversation;

import io.everthread.domain.InvalidValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One part of a message. */
public sealed interface Content {

    /** Most characters of one text part. */
    int MAX_TEXT = 256_000;

    /** Text with no annotation. */
    static Text text(String value) {
        return new Text(value, List.of());
    }

    /**
     * Text.
     *
     * @param value may be empty in a message that is still being written
     * @param annotations places in the text that point to files
     */
    record Text(String value, List<Annotation> annotations) implements Content {
        public Text {
            annotations = List.copyOf(annotations);
        }
    }

    /**
     * An image uploaded before.
     *
     * @param detail {@code auto}, {@code low} or {@code high}; null for the default, auto
     */
    record ImageFile(String fileId, @Nullable String detail) implements Content {
        /** @throws InvalidValue if there is no file id */
        public ImageFile {
            InvalidValue.ifBlank("image_file.file_id", fileId);
        }
    }

    /**
     * An image elsewhere.
     *
     * @param url an {@code https:} or {@code data:} URL
     * @param detail {@code auto}, {@code low} or {@code high}; null for the default, auto
     */
    record ImageUrl(String url, @Nullable String detail) implements Content {
        /** @throws InvalidValue if there is no URL */
        public ImageUrl {
            InvalidValue.ifBlank("image_url.url", url);
        }
    }

    /** What the model says when it declines to answer. Only models write it. */
    record Refusal(String text) implements Content {}
}
