package io.everthread.adapter.openai;

import io.everthread.port.testkit.AssistantsContract;
import io.everthread.port.testkit.GatewayHarness;

class ChatAssistantsTest extends AssistantsContract {

    @Override
    protected GatewayHarness open() {
        return new ChatGatewayHarness();
    }
}
