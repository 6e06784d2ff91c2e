package io.everthread.adapter.openai;

import feign.Headers;
import feign.RequestLine;
import java.io.IOException;

/** The two operations every compatible server has. */
interface ChatApi {

    /**
     * @param body see {@link ChatRequest}
     * @throws HttpError if the status is not 2xx
     * @throws IOException if no answer came
     */
    @RequestLine("POST /chat/completions")
    @Headers({
        "Content-Type: application/json",
        "Accept: text/event-stream, application/json",
        // A proxy that compresses a stream may hold it back.
        "Accept-Encoding: identity"
    })
    Answer complete(byte[] body, Exchange exchange) throws IOException;

    /**
     * @throws HttpError if the status is not 2xx
     * @throws IOException if no answer came
     */
    @RequestLine("GET /models")
    @Headers("Accept: application/json")
    Answer models(Exchange exchange) throws IOException;
}
