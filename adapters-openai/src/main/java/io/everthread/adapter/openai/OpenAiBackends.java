package io.everthread.adapter.openai;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoMap;
import dagger.multibindings.StringKey;
import io.everthread.port.BackendFactory;

/** Contributes the backends of this module to the map of backends, by name. */
@Module
public interface OpenAiBackends {

    @Provides
    @IntoMap
    @StringKey("chat")
    static BackendFactory chat() {
        return new ChatBackend();
    }
}
