package io.everthread.adapter.inmemory;

import io.everthread.port.AssistantException.Misconfigured;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON read token by token, so that every complaint can name its line and column. Each reading method begins at the
 * first token of a value and ends at its last.
 */
final class LocatedJson {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_QUOTED = 60;

    private final String name;
    private final String source;
    private final JsonParser json;

    private LocatedJson(String name, String source) {
        this.name = name;
        this.source = source;
        this.json = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .build()
                .createParser(ObjectReadContext.empty(), source);
    }

    /** How to read each key of an object. */
    static final class Keys extends LinkedHashMap<String, Runnable> {
        private static final long serialVersionUID = 1L;
    }

    /** Reads the value of a document. */
    interface Reader<T> {
        T read(LocatedJson json);
    }

    /**
     * Reads a document of one value.
     *
     * @param name names the document in messages
     * @throws Misconfigured if the document is not sound JSON, or {@code reader} says so
     */
    static <T> T read(String name, String source, Reader<T> reader) {
        LocatedJson located = new LocatedJson(name, source);
        try (located.json) {
            if (located.json.nextToken() == null) {
                throw new Misconfigured(name + " is empty; it must hold a JSON object.");
            }
            T value = reader.read(located);
            if (located.json.nextToken() != null) {
                throw located.error("Nothing may follow the closing brace.");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw located.error(
                    located.json.currentLocation(),
                    "This is nested more than " + MAX_DEPTH + " levels deep, or too long; is it the right file?");
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation() == null ? located.json.currentLocation() : e.getLocation();
            throw located.error(at, "This is not sound JSON: " + problem(e));
        }
    }

    /** Where the value at hand begins, for a later {@link #error(TokenStreamLocation, String)}. */
    TokenStreamLocation here() {
        return json.currentTokenLocation();
    }

    boolean atText() {
        return json.currentToken() == JsonToken.VALUE_STRING;
    }

    boolean atNull() {
        return json.currentToken() == JsonToken.VALUE_NULL;
    }

    /**
     * Reads an object, each key by its own reader. Returns the keys that were there.
     *
     * @param what what must be an object
     */
    List<String> object(String what, Keys keys) {
        expect(JsonToken.START_OBJECT, what + " must be an object");
        List<String> seen = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            Runnable reader = keys.get(key);
            if (reader == null) {
                throw error("There is no key " + quoted(key) + " here" + NearKey.suggestion(key, keys.keySet()));
            }
            seen.add(key);
            json.nextToken();
            reader.run();
        }
        return seen;
    }

    /** @param what what must be an array */
    void array(String what, Runnable element) {
        expect(JsonToken.START_ARRAY, what + " must be an array");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            element.run();
        }
    }

    String text(String key) {
        expect(JsonToken.VALUE_STRING, quoted(key) + " must be a text");
        return json.getString();
    }

    String nonEmptyText(String key) {
        String text = text(key);
        if (text.isEmpty()) {
            throw error("A text of " + quoted(key) + " must not be empty.");
        }
        return text;
    }

    String oneOf(String key, Collection<String> names) {
        String value = text(key);
        if (!names.contains(value)) {
            throw error(quoted(key) + " cannot be " + quoted(value) + NearKey.suggestion(value, names));
        }
        return value;
    }

    boolean flag(String key) {
        if (json.currentToken() == JsonToken.VALUE_TRUE) {
            return true;
        }
        expect(JsonToken.VALUE_FALSE, quoted(key) + " must be true or false");
        return false;
    }

    int number(String key, int min, int max) {
        expect(JsonToken.VALUE_NUMBER_INT, quoted(key) + " must be a whole number");
        boolean sound = json.getNumberType() == JsonParser.NumberType.INT
                && json.getIntValue() >= min
                && json.getIntValue() <= max;
        if (!sound) {
            throw error(quoted(key) + " must be from " + min + " to " + max + ".");
        }
        return json.getIntValue();
    }

    /** An object exactly as it stands in the document, or what a text says. */
    String objectSourceOrText(String key) {
        if (atText()) {
            return json.getString();
        }
        expect(JsonToken.START_OBJECT, quoted(key) + " must be an object or a text");
        int start = (int) json.currentTokenLocation().getCharOffset();
        json.skipChildren();
        return source.substring(start, (int) json.currentLocation().getCharOffset());
    }

    /** A complaint about the value at hand. */
    Misconfigured error(String problem) {
        return error(here(), problem);
    }

    Misconfigured error(TokenStreamLocation at, String problem) {
        return new Misconfigured(name + ":" + at.getLineNr() + ":" + at.getColumnNr() + ": " + problem);
    }

    private void expect(JsonToken token, String demand) {
        if (json.currentToken() != token) {
            throw error(demand + ", not " + found() + ".");
        }
    }

    private String found() {
        return switch (json.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            default -> json.getString();
        };
    }

    private static String quoted(String text) {
        return "\"" + (text.length() > MAX_QUOTED ? text.substring(0, MAX_QUOTED) + "…" : text) + "\"";
    }

    /** Jackson's sentence without its notes on where an object began, which repeat a place of its own. */
    private static String problem(JacksonException e) {
        String sentence = e.getOriginalMessage().lines().collect(Collectors.joining(" "));
        int notes = sentence.indexOf(" (start marker at");
        return (notes < 0 ? sentence : sentence.substring(0, notes)) + ".";
    }
}
