package io.everthread.adapter.inmemory;

import io.everthread.port.testkit.RunsContract;
import io.everthread.port.testkit.GatewayHarness;

class InMemoryRunsTest extends RunsContract {
    @Override
    protected GatewayHarness open() {
        return new InMemoryHarness();
    }
}
