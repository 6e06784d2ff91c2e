package io.everthread.adapter.inmemory;

import io.everthread.port.testkit.GatewayHarness;
import io.everthread.port.testkit.RunEventsContract;

class InMemoryRunEventsTest extends RunEventsContract {
    @Override
    protected GatewayHarness open() {
        return new InMemoryHarness();
    }
}
