package io.everthread.adapter.cli;

/** The reply and nothing else, piece by piece. */
final class TextOutput implements Output {

    private final Stdout out;
    private String held = "";
    private boolean midLine;

    TextOutput(Stdout out) {
        this.out = out;
    }

    @Override
    public void text(String piece) {
        String text = held + piece;
        // Half a character (a surrogate) waits for its other half, which UTF-8 can only write together.
        int whole = !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1))
                ? text.length() - 1
                : text.length();
        held = text.substring(whole);
        if (whole > 0) {
            midLine = text.charAt(whole - 1) != '\n';
            out.write(text.substring(0, whole));
        }
    }

    @Override
    public void end(Outcome outcome) {
        if (midLine) {
            out.write("\n");
        }
        held = "";
        midLine = false;
    }
}
