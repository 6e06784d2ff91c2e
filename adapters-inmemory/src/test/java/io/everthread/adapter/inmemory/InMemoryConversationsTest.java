package io.everthread.adapter.inmemory;

import io.everthread.port.testkit.ConversationsContract;
import io.everthread.port.testkit.GatewayHarness;

class InMemoryConversationsTest extends ConversationsContract {
    @Override
    protected GatewayHarness open() {
        return new InMemoryHarness();
    }
}
