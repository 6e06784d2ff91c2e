package io.everthread.adapter.openai;

import io.everthread.port.AssistantException;
import io.everthread.port.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The one table from what a server did to what the caller is told. Messages quote the server in one short line, without
 * the key and without web pages.
 */
final class Failures {

    private static final int LONGEST_QUOTE = 300;

    private final String server;
    private final @Nullable Secret apiKey;
    private final InstantSource clock;

    Failures(ChatSettings settings, InstantSource clock) {
        this.server = settings.baseUrl().toString();
        this.apiKey = settings.apiKey();
        this.clock = clock;
    }

    /**
     * The server answered that it did not do it.
     *
     * @param offered asked for the server's models when it does not know {@code model}; null where no model is in
     *     question
     */
    AssistantException refused(HttpError error, @Nullable String model, Supplier<List<String>> offered) {
        ErrorBody body = error.body();
        int status = error.status();
        String details = said(body) + requestId(error.header("x-request-id"));
        if (model != null && ((status == 404 && body.mentionsModel()) || (status == 400 && body.namesModel()))) {
            return new AssistantException.NotFound(
                    AssistantException.NotFound.Resource.MODEL,
                    model,
                    server + " has no model '" + model + "'." + instead(model, offered.get()) + details);
        }
        return switch (status) {
            case 401 ->
                new AssistantException.NotAuthenticated(
                        apiKey == null
                                ? server + " wants an API key, and none was given." + details
                                : server + " does not accept the API key; check or replace it." + details);
            case 402 -> new AssistantException.QuotaExceeded(server + " wants to be paid first." + details);
            case 403 -> new AssistantException.NotPermitted(server + " does not permit this with this key." + details);
            case 404, 405 ->
                new AssistantException.Misconfigured(
                        server + " has no /chat/completions (status " + status + "); " + path() + details);
            case 407 ->
                new AssistantException.Misconfigured(
                        "The proxy on the way to " + server + " wants a user and password." + details);
            case 408, 503 ->
                new AssistantException.Unavailable(
                        server + " takes no requests at the moment (status " + status + "); try again later." + details,
                        retryAfter(error),
                        null);
            case 429 -> tooMany(error, details);
            default ->
                status < 400
                        ? new AssistantException.Misconfigured(server + " redirects to '"
                                + quoted(error.header("location")) + "'; use the base URL that belongs to it.")
                        : status < 500 && !body.webPage()
                                ? new AssistantException.InvalidRequest(
                                        server + " refused the request (status " + status + ")." + details,
                                        body.param(),
                                        body.code())
                                : new AssistantException.BackendFailed(
                                        server + " failed (status " + status + ")." + details, null);
        };
    }

    /** The server told of an error after its status had said that all was well. */
    AssistantException reported(ErrorBody error, boolean begun, @Nullable String requestId) {
        String details = said(error) + requestId(requestId);
        if (!begun && error.is("insufficient_quota")) {
            return new AssistantException.QuotaExceeded(server + " reports that the quota is used up." + details);
        }
        if (!begun && (error.is("invalid_request_error") || error.is("context_length_exceeded"))) {
            return new AssistantException.InvalidRequest(
                    server + " refused the request." + details, error.param(), error.code());
        }
        return new AssistantException.BackendFailed(server + " failed while it answered." + details, null);
    }

    /** No answer came, or it broke off. */
    AssistantException lost(IOException failure, Exchange exchange) {
        if (!exchange.sent()) {
            return unreachable(failure, exchange);
        }
        if (failure instanceof ProtocolException && !exchange.answered()) {
            return new AssistantException.BackendFailed(
                    server + " answered something that is not HTTP; check the base URL.", failure);
        }
        String what = failure instanceof SocketTimeoutException
                ? server + " sent nothing for " + text(exchange.steps().silence())
                : failure instanceof InterruptedIOException
                        ? server + " had not finished after " + text(exchange.limit())
                        : "The connection to " + server + " broke off";
        return new AssistantException.OutcomeUnknown(
                what + ". The request had been sent, so it may have been carried out and charged; ask again if you want"
                        + " it done anew.",
                failure);
    }

    /** A call that only reads was not answered. */
    AssistantException unread(IOException failure, Exchange exchange) {
        return failure instanceof InterruptedIOException
                ? new AssistantException.TimedOut(server + " did not answer within " + text(exchange.limit()) + ".")
                : unreachable(failure, exchange);
    }

    /** The stream ended too early, and not by a broken connection. */
    AssistantException brokeOff(@Nullable String requestId) {
        return new AssistantException.OutcomeUnknown(
                server
                        + " ended its answer in the middle; it may have been charged. Ask again if you want more."
                        + requestId(requestId),
                null);
    }

    AssistantException empty(@Nullable String requestId) {
        return new AssistantException.BackendFailed(
                server + " gave an empty answer; check the model and the base URL." + requestId(requestId), null);
    }

    AssistantException notJson(@Nullable String requestId) {
        return new AssistantException.BackendFailed(
                server + " answered something that is not the JSON it should be." + requestId(requestId), null);
    }

    AssistantException webPage(@Nullable String requestId) {
        return new AssistantException.BackendFailed(
                server + " answered with a web page, so it is not the URL of an API; " + path() + requestId(requestId),
                null);
    }

    /** Something that is not the server's fault went wrong while its answer was handled. */
    AssistantException unexpected(Throwable failure) {
        return new AssistantException.BackendFailed("The answer of " + server + " could not be handled.", failure);
    }

    private AssistantException tooMany(HttpError error, String details) {
        if (error.body().is("insufficient_quota") || error.body().is("billing_hard_limit_reached")) {
            return new AssistantException.QuotaExceeded(
                    server + " reports that the quota is used up; see to the account's plan and billing." + details);
        }
        Duration wait = retryAfter(error);
        return new AssistantException.RateLimited(
                server + " takes no more requests for now (status 429); come back "
                        + (wait == null ? "later." : "in " + text(wait) + ".") + details,
                wait);
    }

    private AssistantException unreachable(IOException failure, Exchange exchange) {
        String why;
        if (failure instanceof UnknownHostException) {
            why = "The host of " + server + " is not known; check the base URL and the network.";
        } else if (failure instanceof SSLException) {
            why = "No secure connection to " + server
                    + " could be made; check the server's certificate, and whether the"
                    + " base URL should begin with http: instead.";
        } else if (failure instanceof InterruptedIOException) {
            Duration connect = exchange.steps().connect();
            Duration limit = exchange.limit();
            why = server + " accepted no connection within " + text(connect.compareTo(limit) < 0 ? connect : limit)
                    + "; check the base URL and that the server is running.";
        } else {
            why = "No connection to " + server + " could be made; check the base URL and that the server is running.";
        }
        return new AssistantException.Unavailable(why, null, failure);
    }

    private @Nullable Duration retryAfter(HttpError error) {
        return RetryAfter.of(error.header("retry-after-ms"), error.header("retry-after"), clock.instant());
    }

    private String path() {
        return server.endsWith("/v1")
                ? "check the base URL."
                : "the base URL of such servers mostly ends in /v1: try " + server + "/v1.";
    }

    private static String instead(String model, List<String> offered) {
        List<String> near = NearNames.of(model, offered);
        return near.isEmpty()
                ? ""
                : " Did you mean " + near.stream().map(name -> "'" + name + "'").collect(Collectors.joining(" or "))
                        + "?";
    }

    private String said(ErrorBody body) {
        return body.webPage()
                ? " It answered with a web page, so it is perhaps not the URL of an API."
                : body.message() == null ? "" : " It says: '" + quoted(body.message()) + "'.";
    }

    private String quoted(@Nullable String text) {
        String line = text == null ? "" : text.strip().replaceAll("\\s+", " ");
        String scrubbed = apiKey == null ? line : line.replace(apiKey.reveal(), "***");
        return scrubbed.length() <= LONGEST_QUOTE ? scrubbed : scrubbed.substring(0, LONGEST_QUOTE) + "…";
    }

    private String requestId(@Nullable String id) {
        return id == null ? "" : " (request id " + quoted(id) + ")";
    }

    private static String text(Duration time) {
        return time.compareTo(Duration.ofSeconds(1)) < 0
                ? time.toMillis() + " ms"
                : time.plusMillis(999).toSeconds() + " s";
    }
}
