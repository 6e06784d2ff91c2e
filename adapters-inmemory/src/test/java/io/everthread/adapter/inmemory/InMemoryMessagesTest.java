package io.everthread.adapter.inmemory;

import io.everthread.port.testkit.MessagesContract;
import io.everthread.port.testkit.GatewayHarness;

class InMemoryMessagesTest extends MessagesContract {
    @Override
    protected GatewayHarness open() {
        return new InMemoryHarness();
    }
}
