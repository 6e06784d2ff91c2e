package io.everthread.adapter.inmemory;

import io.everthread.port.testkit.ToolCallsContract;
import io.everthread.port.testkit.GatewayHarness;

class InMemoryToolCallsTest extends ToolCallsContract {
    @Override
    protected GatewayHarness open() {
        return new InMemoryHarness();
    }
}
