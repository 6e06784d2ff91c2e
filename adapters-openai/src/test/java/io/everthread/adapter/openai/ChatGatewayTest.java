package io.everthread.adapter.openai;

import io.everthread.port.testkit.GatewayContract;
import io.everthread.port.testkit.GatewayHarness;

class ChatGatewayTest extends GatewayContract {

    @Override
    protected GatewayHarness open() {
        return new ChatGatewayHarness();
    }
}
