package io.everthread.adapter.inmemory;

import io.everthread.port.testkit.CancelAndExpiryContract;
import io.everthread.port.testkit.GatewayHarness;

class InMemoryCancelAndExpiryTest extends CancelAndExpiryContract {
    @Override
    protected GatewayHarness open() {
        return new InMemoryHarness();
    }
}
