package io.everthread.adapter.inmemory;

import io.everthread.port.testkit.GatewayHarness;
import io.everthread.port.testkit.RunsContract;

class InMemoryRunsTest extends RunsContract {
    @Override
    protected GatewayHarness open() {
        return new InMemoryHarness();
    }
}
