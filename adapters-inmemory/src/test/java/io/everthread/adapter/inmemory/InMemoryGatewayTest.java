package io.everthread.adapter.inmemory;

import io.everthread.port.testkit.GatewayContract;
import io.everthread.port.testkit.GatewayHarness;

class InMemoryGatewayTest extends GatewayContract {
    @Override
    protected GatewayHarness open() {
        return new InMemoryHarness();
    }
}
