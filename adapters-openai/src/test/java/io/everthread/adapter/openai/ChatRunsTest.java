package io.everthread.adapter.openai;

import io.everthread.port.testkit.GatewayHarness;
import io.everthread.port.testkit.RunsContract;

class ChatRunsTest extends RunsContract {

    @Override
    protected GatewayHarness open() {
        return new ChatGatewayHarness();
    }
}
