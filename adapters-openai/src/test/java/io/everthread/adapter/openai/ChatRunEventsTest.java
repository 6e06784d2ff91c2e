package io.everthread.adapter.openai;

import io.everthread.port.testkit.RunEventsContract;
import io.everthread.port.testkit.GatewayHarness;

class ChatRunEventsTest extends RunEventsContract {

    @Override
    protected GatewayHarness open() {
        return new ChatGatewayHarness();
    }
}
