package io.everthread.port;

/** Opens a backend that is a whole gateway. */
public non-sealed interface GatewayFactory extends BackendFactory {

    /** @throws AssistantException.Misconfigured if an option is missing or wrong */
    AssistantGateway open(BackendOptions options);
}
