package io.everthread.adapter.inmemory;

import io.everthread.port.testkit.GatewayHarness;
import io.everthread.port.testkit.PagingContract;

class InMemoryPagingTest extends PagingContract {
    @Override
    protected GatewayHarness open() {
        return new InMemoryHarness();
    }
}
