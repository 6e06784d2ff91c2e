package io.everthread.adapter.inmemory;

import io.everthread.port.testkit.GatewayHarness;
import io.everthread.port.testkit.RequestKeyContract;

class InMemoryRequestKeyTest extends RequestKeyContract {
    @Override
    protected GatewayHarness open() {
        return new InMemoryHarness();
    }
}
