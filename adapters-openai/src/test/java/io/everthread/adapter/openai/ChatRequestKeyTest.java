package io.everthread.adapter.openai;

import io.everthread.port.testkit.RequestKeyContract;
import io.everthread.port.testkit.GatewayHarness;

class ChatRequestKeyTest extends RequestKeyContract {

    @Override
    protected GatewayHarness open() {
        return new ChatGatewayHarness();
    }
}
