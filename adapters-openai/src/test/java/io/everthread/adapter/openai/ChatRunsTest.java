package io.everthread.adapter.openai;

import io.everthread.port.testkit.RunsContract;
import io.everthread.port.testkit.GatewayHarness;

class ChatRunsTest extends RunsContract {

    @Override
    protected GatewayHarness open() {
        return new ChatGatewayHarness();
    }
}
