package io.everthread.adapter.cli;

import io.everthread.domain.conversation.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;

/** Makes message parts of the images a user names. */
final class Images {

    private static final int MAX_BYTES = 20_000_000;

    private Images() {}

    /**
     * An image by URL, or a file as a {@code data:} URL.
     *
     * @throws Refusal if the file cannot be read, is too large, or is no image by its name
     */
    static Content content(String fileOrUrl) {
        String lower = fileOrUrl.toLowerCase(Locale.ROOT);
        boolean url = lower.startsWith("https:") || lower.startsWith("http:") || lower.startsWith("data:");
        return new Content.ImageUrl(url ? fileOrUrl : dataUrl(fileOrUrl, mediaType(fileOrUrl, lower)), null);
    }

    private static String mediaType(String file, String lower) {
        return switch (lower.substring(lower.lastIndexOf('.') + 1)) {
            case "png" -> "image/png";
            case "jpg", "jpeg" -> "image/jpeg";
            case "gif" -> "image/gif";
            case "webp" -> "image/webp";
            default -> throw refused(file, "is not an image by its name; models take .png, .jpg, .gif and .webp.");
        };
    }

    private static String dataUrl(String file, String mediaType) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw refused(file, "is larger than %,d bytes; make it smaller.".formatted(MAX_BYTES));
            }
            return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(bytes);
        } catch (NoSuchFileException missing) {
            throw Refusal.usage("There is no image " + file + "; check the path.");
        } catch (IOException | InvalidPathException unreadable) {
            throw refused(file, "cannot be read (" + unreadable.getClass().getSimpleName() + "); check the path.");
        }
    }

    private static Refusal refused(String file, String problem) {
        return new Setting(file, Grammar.IMAGE, true).refused(problem);
    }
}
