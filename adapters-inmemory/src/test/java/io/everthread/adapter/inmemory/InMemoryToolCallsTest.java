package io.everthread.adapter.inmemory;

import io.everthread.port.testkit.GatewayHarness;
import io.everthread.port.testkit.ToolCallsContract;

class InMemoryToolCallsTest extends ToolCallsContract {
    @Override
    protected GatewayHarness open() {
        return new InMemoryHarness();
    }
}
