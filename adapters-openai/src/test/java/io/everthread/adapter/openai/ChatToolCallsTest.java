package io.everthread.adapter.openai;

import io.everthread.port.testkit.GatewayHarness;
import io.everthread.port.testkit.ToolCallsContract;

class ChatToolCallsTest extends ToolCallsContract {

    @Override
    protected GatewayHarness open() {
        return new ChatGatewayHarness();
    }
}
