package io.everthread.adapter.inmemory;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoMap;
import dagger.multibindings.StringKey;
import io.everthread.port.BackendFactory;

/** Contributes the backend {@code inmemory}. */
@Module
public interface InMemoryBackends {

    @Provides
    @IntoMap
    @StringKey("inmemory")
    static BackendFactory inMemory() {
        return new InMemoryFactory();
    }
}
