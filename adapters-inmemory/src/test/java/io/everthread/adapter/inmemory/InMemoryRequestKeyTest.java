package io.everthread.adapter.inmemory;

import io.everthread.port.testkit.RequestKeyContract;
import io.everthread.port.testkit.GatewayHarness;

class InMemoryRequestKeyTest extends RequestKeyContract {
    @Override
    protected GatewayHarness open() {
        return new InMemoryHarness();
    }
}
