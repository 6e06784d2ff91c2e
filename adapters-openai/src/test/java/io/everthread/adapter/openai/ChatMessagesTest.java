package io.everthread.adapter.openai;

import io.everthread.port.testkit.GatewayHarness;
import io.everthread.port.testkit.MessagesContract;

class ChatMessagesTest extends MessagesContract {

    @Override
    protected GatewayHarness open() {
        return new ChatGatewayHarness();
    }
}
