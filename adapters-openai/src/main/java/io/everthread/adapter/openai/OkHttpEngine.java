package io.everthread.adapter.openai;

import feign.Client;
import feign.Request;
import feign.Response;
import io.everthread.port.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionSpec;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * Runs Feign's requests on OkHttp, which closes a stream at once when told to from another thread, and notices a
 * stalled one. Nothing is sent twice, no redirect followed. Adds the key, so that Feign and its exceptions never see
 * it. Proxy and trusted certificates are those of the JDK.
 */
final class OkHttpEngine implements Client, AutoCloseable {

    private static final String USER_AGENT = "everthread/" + version();
    /** OkHttp counts in an int of milliseconds, and takes zero for no limit at all. */
    private static final Duration LONGEST = Duration.ofDays(24);

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final @Nullable Secret apiKey;
    private final boolean secure;
    private @Nullable OkHttpClient client;

    OkHttpEngine(ChatSettings settings) {
        this.apiKey = settings.apiKey();
        this.secure = "https".equals(settings.baseUrl().getScheme());
    }

    @Override
    public Response execute(Request request, Request.Options options) throws IOException {
        Exchange exchange = (Exchange) options;
        okhttp3.Response response;
        try {
            response = begun(request, exchange).execute();
        } catch (LivenessCheck.DeadConnection kept) {
            // Nothing was sent. Others that were kept are as old.
            client().connectionPool().evictAll();
            response = begun(request, exchange).execute();
        }
        exchange.markAnswered();
        Map<String, Collection<String>> headers =
                new LinkedHashMap<>(response.headers().toMultimap());
        return Response.builder()
                .request(request)
                .status(response.code())
                .headers(headers)
                .body(new Body(response.body()))
                .build();
    }

    /** Lets go of idle connections. */
    @Override
    public synchronized void close() {
        if (client != null) {
            client.connectionPool().evictAll();
        }
    }

    private Call begun(Request request, Exchange exchange) {
        Call call = client().newBuilder()
                .connectTimeout(bounded(exchange.steps().connect()))
                .readTimeout(bounded(exchange.steps().silence()))
                .writeTimeout(bounded(exchange.steps().silence()))
                .callTimeout(bounded(exchange.limit()))
                .eventListener(new SendListener(exchange))
                .build()
                .newCall(translated(request));
        exchange.began(call);
        return call;
    }

    private synchronized OkHttpClient client() {
        if (client == null) {
            client = new OkHttpClient.Builder()
                    .retryOnConnectionFailure(false)
                    .followRedirects(false)
                    .followSslRedirects(false)
                    .proxyAuthenticator(Authenticator.JAVA_NET_AUTHENTICATOR)
                    .addNetworkInterceptor(new LivenessCheck())
                    .addNetworkInterceptor(OkHttpEngine::keepFromRepeating)
                    // Without TLS in its list OkHttp does not load the trusted certificates, which takes long.
                    .connectionSpecs(List.of(secure ? ConnectionSpec.MODERN_TLS : ConnectionSpec.CLEARTEXT))
                    .build();
        }
        return client;
    }

    private okhttp3.Request translated(Request request) {
        okhttp3.Request.Builder builder = new okhttp3.Request.Builder().url(request.url());
        request.headers().forEach((name, values) -> values.forEach(value -> builder.addHeader(name, value)));
        builder.header("User-Agent", USER_AGENT);
        if (apiKey != null) {
            builder.header("Authorization", "Bearer " + apiKey.reveal());
        }
        byte[] body = request.body();
        return builder.method(request.httpMethod().name(), body == null ? null : RequestBody.create(body))
                .build();
    }

    /**
     * OkHttp itself repeats what was answered with 503 and {@code Retry-After: 0}; in other words it does not know it.
     */
    private static okhttp3.Response keepFromRepeating(Interceptor.Chain chain) throws IOException {
        okhttp3.Response response = chain.proceed(chain.request());
        return response.code() == 503 && "0".equals(response.header("Retry-After"))
                ? response.newBuilder()
                        .removeHeader("Retry-After")
                        .header("retry-after-ms", "0")
                        .build()
                : response;
    }

    private static Duration bounded(Duration time) {
        return time.compareTo(LONGEST) > 0 ? LONGEST : time.compareTo(SHORTEST) < 0 ? SHORTEST : time;
    }

    private static String version() {
        String version = OkHttpEngine.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    /** Notes when the request begins to leave: from then on nobody knows what the server got. */
    private static final class SendListener extends EventListener {
        private final Exchange exchange;

        SendListener(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void requestBodyStart(Call call) {
            exchange.markSent();
        }
    }

    private record Body(ResponseBody body) implements Response.Body {

        @Override
        public @Nullable Integer length() {
            return null;
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public InputStream asInputStream() {
            return body.byteStream();
        }

        @Override
        public Reader asReader(Charset charset) {
            return new InputStreamReader(body.byteStream(), charset);
        }

        @Override
        public void close() {
            body.close();
        }
    }
}
