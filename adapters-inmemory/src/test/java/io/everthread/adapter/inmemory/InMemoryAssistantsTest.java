package io.everthread.adapter.inmemory;

import io.everthread.port.testkit.AssistantsContract;
import io.everthread.port.testkit.GatewayHarness;

class InMemoryAssistantsTest extends AssistantsContract {
    @Override
    protected GatewayHarness open() {
        return new InMemoryHarness();
    }
}
