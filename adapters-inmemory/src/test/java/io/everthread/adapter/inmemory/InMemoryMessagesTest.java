package io.everthread.adapter.inmemory;

import io.everthread.port.testkit.GatewayHarness;
import io.everthread.port.testkit.MessagesContract;

class InMemoryMessagesTest extends MessagesContract {
    @Override
    protected GatewayHarness open() {
        return new InMemoryHarness();
    }
}
