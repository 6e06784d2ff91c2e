package io.everthread.adapter.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/**
 * What a command finds around it. Everything it knows of the process comes from here.
 *
 * @param terminals the streams that are a terminal
 * @param clock what deadlines go by
 * @param version the program's version, such as {@code 1.2.3}
 */
public record Host(
        InputStream in,
        OutputStream out,
        OutputStream err,
        Set<Stream> terminals,
        Map<String, String> environment,
        InstantSource clock,
        Interrupts interrupts,
        String version) {

    /** The standard streams. */
    public enum Stream {
        IN,
        OUT,
        ERR
    }

    public Host {
        terminals = Set.copyOf(terminals);
        environment = Map.copyOf(environment);
    }

    boolean isTerminal(Stream stream) {
        return terminals.contains(stream);
    }
}
