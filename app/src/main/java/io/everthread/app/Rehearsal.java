package io.everthread.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Asks the chat backend one question, so that the launcher learns which classes that takes and can put them into its archive. A
 * server in this process answers. It speaks no TLS: by {@code https} there is no answer, but most of what TLS needs is loaded.
 * Never part of a command.
 */
final class Rehearsal {

    private static final byte[] ANSWER = """
            HTTP/1.1 200 OK
            Content-Type: text/event-stream
            Connection: close

            data: {"choices":[{"index":0,"delta":{"role":"assistant","content":"hi"},"finish_reason":null}]}

            data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: {"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}

            data: [DONE]

            """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);

    private Rehearsal() {}

    /** @param args {@code http} or {@code https} */
    public static void main(String[] args) throws IOException {
        ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread answering = new Thread(() -> answer(server));
        answering.setDaemon(true);
        answering.start();
        String url = args[0] + "://localhost:" + server.getLocalPort();
        Main.main(new String[] {"--backend", "chat", "--base-url", url, "-m", "any", "--timeout", "3s", "ask", "hi"});
    }

    private static void answer(ServerSocket server) {
        while (true) {
            try (Socket socket = server.accept();
                    InputStream in = socket.getInputStream();
                    OutputStream out = socket.getOutputStream()) {
                in.read();
                out.write(ANSWER);
                socket.shutdownOutput();
                in.readAllBytes(); // closing before all was read would reset the connection
            } catch (IOException broken) {
                // The next attempt, if there is one, has a connection of its own.
            }
        }
    }
}
