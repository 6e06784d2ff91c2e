package io.everthread.adapter.inmemory;

import io.everthread.port.AssistantException.Misconfigured;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads a {@link Script} from JSON. A file holds rules; each says in {@code when} to what it applies, and then what
 * the model does. The first rule that applies is followed.
 *
 * <pre>{@code
 * {
 *   "rules": [
 *     {"when": "weather", "calls": [{"function": "get_weather", "arguments": {"city": "Paris"}}]},
 *     {"when": {"tool": "get_weather", "output": "rain"}, "says": "Take an umbrella."},
 *     {"when": {"call": 3}, "fails": {"error": "rate_limited", "retry_after_ms": 2000}},
 *     {"says": ["Hel", "lo!"], "delay_ms": 500}
 *   ]
 * }
 * }</pre>
 *
 * <table>
 *   <caption>The keys of a rule; all may be left out, but a rule must do something</caption>
 *   <tr><td>{@code when}</td><td>a text that the user's words contain, or an object of conditions, see below; without
 *       it the rule always applies</td></tr>
 *   <tr><td>{@code says}</td><td>a text, sent a word at a time, or an array of chunks</td></tr>
 *   <tr><td>{@code refuses}</td><td>the text with which the model declines to answer</td></tr>
 *   <tr><td>{@code calls}</td><td>an array of functions called in parallel: {@code function}, {@code arguments} (an
 *       object, or a text passed on as it is; without it an empty object) and {@code id} (made if left out)</td></tr>
 *   <tr><td>{@code fails}</td><td>the name of an error, or an object of {@code error}, {@code message} and
 *       {@code retry_after_ms}; errors are {@code invalid_request}, {@code not_found}, {@code not_authenticated},
 *       {@code not_permitted}, {@code rate_limited}, {@code quota_exceeded}, {@code misconfigured}, {@code
 *       unavailable}, {@code backend_failed}, {@code timed_out} and {@code outcome_unknown}</td></tr>
 *   <tr><td>{@code holds}</td><td>{@code true}: the model then stays silent until it is cancelled</td></tr>
 *   <tr><td>{@code ends}</td><td>{@code length} or {@code content_filter}: the reply is cut for this reason</td></tr>
 *   <tr><td>{@code delay_ms}, {@code pause_ms}</td><td>milliseconds before the first chunk, and before each further
 *       one and the end</td></tr>
 *   <tr><td>{@code usage}</td><td>{@code prompt} and {@code completion} tokens to report, or {@code null} for
 *       nothing; words are counted if it is left out</td></tr>
 * </table>
 *
 * <p>The conditions of {@code when}: one of {@code text} (the user's words contain it, in upper or lower case),
 * {@code exact} (they are just this) and {@code regex} (a part of them matches), or {@code tool} (this tool
 * answered), {@code output} (its output contains this) or both; in addition {@code turn} (the user has spoken so many
 * times), {@code call} (the model is asked for the so-many-th time), and one of {@code nth} and {@code times} (the
 * so-many-th, or the first so many times, that everything else applies).
 *
 * <p>A file is read as a whole or not at all: every error is a {@link Misconfigured} that names file, line and column.
 */
public final class ScriptFile {

    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private ScriptFile() {}

    /** @throws Misconfigured if the file cannot be read or is not a script */
    public static Script read(Path file) {
        if (Files.isDirectory(file)) {
            throw new Misconfigured("The script " + file + " is a directory; name a JSON file.");
        }
        try (InputStream content = Files.newInputStream(file)) {
            return read(file.toString(), content);
        } catch (NoSuchFileException e) {
            throw new Misconfigured("There is no script " + file + "; check the path.");
        } catch (IOException e) {
            throw new Misconfigured(
                    "The script " + file + " cannot be read; check the path and its permissions (" + e + ").");
        }
    }

    /**
     * Reads a script from elsewhere; the caller closes {@code content}.
     *
     * @param name names the script in messages
     * @throws Misconfigured if it is not a script
     * @throws IOException if {@code content} cannot be read
     */
    public static Script read(String name, InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new Misconfigured("The script " + name + " is larger than 16 MiB; is it the right file?");
        }
        return LocatedJson.read(name, text(name, bytes), json -> new ScriptReader(json).script());
    }

    private static String text(String name, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Misconfigured("The script " + name + " is not UTF-8 text; save it as UTF-8 JSON.");
        }
    }
}
