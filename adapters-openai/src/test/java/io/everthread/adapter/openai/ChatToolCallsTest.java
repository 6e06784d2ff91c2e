package io.everthread.adapter.openai;

import io.everthread.port.testkit.ToolCallsContract;
import io.everthread.port.testkit.GatewayHarness;

class ChatToolCallsTest extends ToolCallsContract {

    @Override
    protected GatewayHarness open() {
        return new ChatGatewayHarness();
    }
}
