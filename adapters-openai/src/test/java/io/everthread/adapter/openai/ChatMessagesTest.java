package io.everthread.adapter.openai;

import io.everthread.port.testkit.MessagesContract;
import io.everthread.port.testkit.GatewayHarness;

class ChatMessagesTest extends MessagesContract {

    @Override
    protected GatewayHarness open() {
        return new ChatGatewayHarness();
    }
}
