package io.everthread.domain;

/**
 * A JSON document kept as the text it came as, so that key order and number spelling survive a round trip. The domain does not
 * parse it; whoever reads it from outside has made sure that it is JSON.
 */
public record JsonText(String value) {

    /** @throws InvalidValue if {@code value} is blank */
    public JsonText {
        InvalidValue.ifBlank("json", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
