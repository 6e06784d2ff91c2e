package io.everthread.adapter.inmemory;

import io.everthread.port.testkit.RunEventsContract;
import io.everthread.port.testkit.GatewayHarness;

class InMemoryRunEventsTest extends RunEventsContract {
    @Override
    protected GatewayHarness open() {
        return new InMemoryHarness();
    }
}
