package io.everthread.app;

import io.everthread.adapter.cli.Host;
import io.everthread.adapter.cli.Host.Stream;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The process as the command line sees it. */
final class ThisProcess {

    /** Which streams are terminals, if whoever starts the JVM knows: any of the digits 0, 1 and 2. */
    private static final String TERMINALS = "everthread.terminals";

    private ThisProcess() {}

    static Host host() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new Host(
                // Buffered also because FileInputStream's own readNBytes wants to seek, which a pipe cannot.
                new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
                // Not System.out, which hides that nobody reads any more.
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                terminals(System.getProperty(TERMINALS)),
                System.getenv(),
                InstantSource.system(),
                new ProcessInterrupts(),
                version == null ? "unpackaged" : version);
    }

    private static Set<Stream> terminals(@Nullable String known) {
        Set<Stream> terminals = EnumSet.noneOf(Stream.class);
        for (Stream stream : Stream.values()) {
            String digit = Integer.toString(stream.ordinal());
            if (known == null ? looksLikeTerminal(digit) : known.contains(digit)) {
                terminals.add(stream);
            }
        }
        return terminals;
    }

    /** Java 17 tells only of all streams together. Linux shows what is behind each. */
    private static boolean looksLikeTerminal(String digit) {
        try {
            String target =
                    Files.readSymbolicLink(Path.of("/proc/self/fd", digit)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException notLinux) {
            return System.console() != null;
        }
    }
}
