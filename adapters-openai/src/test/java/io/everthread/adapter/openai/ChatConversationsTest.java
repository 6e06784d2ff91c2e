package io.everthread.adapter.openai;

import io.everthread.port.testkit.ConversationsContract;
import io.everthread.port.testkit.GatewayHarness;

class ChatConversationsTest extends ConversationsContract {

    @Override
    protected GatewayHarness open() {
        return new ChatGatewayHarness();
    }
}
