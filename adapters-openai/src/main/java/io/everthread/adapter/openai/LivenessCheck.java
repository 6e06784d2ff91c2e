package io.everthread.adapter.openai;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the server has closed a connection before anything is sent on it. Many servers close after five idle
 * seconds, OkHttp itself looks only after ten, and a request lost in between could not be sent again. HTTP/2 notices by
 * itself.
 */
final class LivenessCheck implements Interceptor {

    /** The connection was closed, and nothing was sent. */
    static final class DeadConnection extends IOException {
        private static final long serialVersionUID = 1L;

        DeadConnection(@Nullable IOException cause) {
            super("the server has closed the connection", cause);
        }
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Connection connection = chain.connection();
        if (connection != null && connection.protocol() != Protocol.HTTP_2) {
            check(connection.socket());
        }
        return chain.proceed(chain.request());
    }

    /** An idle connection has nothing to say, so only running out of time is a good sign. */
    private static void check(Socket socket) throws IOException {
        try {
            int timeout = socket.getSoTimeout();
            socket.setSoTimeout(1);
            try {
                socket.getInputStream().read();
            } catch (SocketTimeoutException silent) {
                socket.setSoTimeout(timeout);
                return;
            }
        } catch (IOException reset) {
            throw new DeadConnection(reset);
        }
        throw new DeadConnection(null);
    }
}
