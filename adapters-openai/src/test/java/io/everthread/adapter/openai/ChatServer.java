package io.everthread.adapter.openai;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A {@code /chat/completions} server on a free port of the loopback that does to each request exactly what a test
 * scripts, broken things included. Thread-safe. Everything that waits gives up after ten seconds.
 */
public final class ChatServer implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    /** What the server does with one request. */
    @FunctionalInterface
    public interface Script {
        void answer(Caller caller) throws IOException;
    }

    /**
     * A request as it arrived.
     *
     * @param headers by lower-case name
     */
    public record Request(String method, String path, Map<String, String> headers, String body) {}

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Throwable> faults = new CopyOnWriteArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Deque<Script> scripts = new ArrayDeque<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final int port;
    private volatile ServerSocket listening;
    private volatile Script models = caller -> caller.answer(404, "text/plain", "404 page not found");

    private ChatServer() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = listening.getLocalPort();
        accept(listening);
    }

    /** A server that does this to the requests that come, in order, and the last of it again and again. */
    public static ChatServer that(Script... scripts) {
        try {
            ChatServer server = new ChatServer();
            server.nowDoes(scripts);
            return server;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /** Forgets what is left of the script and goes on with this one. */
    public void nowDoes(Script... next) {
        synchronized (scripts) {
            scripts.clear();
            scripts.addAll(List.of(next));
        }
    }

    /** Lists these models from now on. */
    public void offers(String... names) {
        models = caller -> caller.answer(200, "application/json", Chunks.models(names));
    }

    /** Answers the list of models like this from now on. */
    public void listsModelsBy(Script script) {
        models = script;
    }

    /** Where clients find it; ends in {@code /v1}. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port + "/v1");
    }

    /** The requests for completions so far, oldest first. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** How many connections were made so far. */
    public int accepted() {
        return accepted.get();
    }

    /** Refuses connections from now on, and closes those that stand. */
    public void vanish() throws IOException {
        listening.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    /** Takes connections again, at the same port. */
    public void reappear() throws IOException {
        ServerSocket again = new ServerSocket();
        again.setReuseAddress(true);
        again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        listening = again;
        accept(again);
    }

    /** @throws AssertionError if a script failed by itself */
    @Override
    public void close() throws IOException {
        vanish();
        if (!faults.isEmpty()) {
            throw new AssertionError("A script failed.", faults.get(0));
        }
    }

    private void accept(ServerSocket socket) {
        inBackground(() -> {
            while (true) {
                Socket connection = socket.accept();
                accepted.incrementAndGet();
                inBackground(() -> serve(connection));
            }
        });
    }

    private void inBackground(IoTask task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException gone) {
                // The caller left, or the test closed the connection or the server.
            } catch (RuntimeException | Error fault) {
                faults.add(fault);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket connection) throws IOException {
        connections.add(connection);
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            for (Request request = read(in); request != null; request = read(in)) {
                if (request.path().endsWith("/models")) {
                    models.answer(new Caller(request, connection));
                } else {
                    requests.add(request);
                    next().answer(new Caller(request, connection));
                }
            }
        } finally {
            connections.remove(connection);
        }
    }

    private Script next() {
        synchronized (scripts) {
            return scripts.size() > 1 ? scripts.remove() : scripts.element();
        }
    }

    private static @Nullable Request read(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String[] words = first.split(" ", 3);
        return new Request(words[0], words[1], headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != -1 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @FunctionalInterface
    private interface IoTask {
        void run() throws IOException;
    }

    /** The client at the other end of one request. */
    public static final class Caller {
        private final Request request;
        private final Socket connection;

        private Caller(Request request, Socket connection) {
            this.request = request;
            this.connection = connection;
        }

        public Request request() {
            return request;
        }

        /** Answers at once and whole; headers as {@code Name: value}. */
        public void answer(int status, String contentType, String body, String... headers) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            raw(head(status, contentType, headers) + "Content-Length: " + bytes.length + "\r\n\r\n" + body);
        }

        /** Begins a stream of events. */
        public void stream(String... headers) throws IOException {
            raw(head(200, "text/event-stream", headers) + "Transfer-Encoding: chunked\r\n\r\n");
        }

        /** Sends one event of a stream. */
        public void event(String data) throws IOException {
            send("data: " + data + "\n\n");
        }

        /** Sends a piece of a stream as it is. */
        public void send(String text) throws IOException {
            int length = text.getBytes(StandardCharsets.UTF_8).length;
            raw(Integer.toHexString(length) + "\r\n" + text + "\r\n");
        }

        /** Ends a stream. */
        public void end() throws IOException {
            raw("0\r\n\r\n");
        }

        /** Streams these events and ends as OpenAI does. */
        public void streams(String... events) throws IOException {
            stream();
            for (String event : events) {
                event(event);
            }
            event("[DONE]");
            end();
        }

        public void raw(String text) throws IOException {
            OutputStream out = connection.getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        /** Breaks the connection, so that the client's next read or write fails. */
        public void reset() throws IOException {
            connection.setSoLinger(true, 0);
            connection.close();
        }

        /** Ends the connection in order. */
        public void hangUp() throws IOException {
            connection.close();
        }

        /** Waits until the client has closed the connection; returns whether it did. */
        public boolean awaitGone() throws IOException {
            return awaitGone(PATIENCE_MILLIS);
        }

        /** Waits so long for the client to close the connection; returns whether it did. */
        public boolean awaitGone(int millis) throws IOException {
            connection.setSoTimeout(millis);
            try {
                return connection.getInputStream().read() == -1;
            } catch (SocketTimeoutException stillThere) {
                return false;
            } catch (IOException reset) {
                return true;
            }
        }

        private static String head(int status, String contentType, String... headers) {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
            head.append("Content-Type: ").append(contentType).append("\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            return head.toString();
        }
    }
}
