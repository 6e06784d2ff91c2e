package io.everthread.adapter.inmemory;

import io.everthread.port.testkit.StateStoreLeaseContract;
import io.everthread.port.testkit.StoreHarness;

class MemoryStoreLeaseTest extends StateStoreLeaseContract {
    @Override
    protected StoreHarness open() {
        return new MemoryStoreHarness();
    }
}
