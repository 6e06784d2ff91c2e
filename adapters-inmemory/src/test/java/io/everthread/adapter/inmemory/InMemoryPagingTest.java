package io.everthread.adapter.inmemory;

import io.everthread.port.testkit.PagingContract;
import io.everthread.port.testkit.GatewayHarness;

class InMemoryPagingTest extends PagingContract {
    @Override
    protected GatewayHarness open() {
        return new InMemoryHarness();
    }
}
