package io.everthread.adapter.inmemory;

import io.everthread.port.testkit.StateStoreContract;
import io.everthread.port.testkit.StoreHarness;

class MemoryStoreTest extends StateStoreContract {
    @Override
    protected StoreHarness open() {
        return new MemoryStoreHarness();
    }
}
