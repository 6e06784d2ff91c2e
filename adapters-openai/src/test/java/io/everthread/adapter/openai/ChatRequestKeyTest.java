package io.everthread.adapter.openai;

import io.everthread.port.testkit.GatewayHarness;
import io.everthread.port.testkit.RequestKeyContract;

class ChatRequestKeyTest extends RequestKeyContract {

    @Override
    protected GatewayHarness open() {
        return new ChatGatewayHarness();
    }
}
