package io.everthread.adapter.openai;

import io.everthread.port.testkit.GatewayHarness;
import io.everthread.port.testkit.RunEventsContract;

class ChatRunEventsTest extends RunEventsContract {

    @Override
    protected GatewayHarness open() {
        return new ChatGatewayHarness();
    }
}
