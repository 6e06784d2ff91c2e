package io.everthread.port;

/** Opens a kind of backend. Adapters contribute theirs to a map by name; creating a factory costs nothing. */
public sealed interface BackendFactory permits GatewayFactory, ModelFactory {

    /** What it is, in half a line of help text. */
    String summary();
}
