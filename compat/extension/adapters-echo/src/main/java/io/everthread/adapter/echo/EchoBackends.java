package io.everthread.adapter.echo;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoMap;
import dagger.multibindings.StringKey;
import io.everthread.port.BackendFactory;

/** Contributes the backend {@code echo}. */
@Module
public interface EchoBackends {

    @Provides
    @IntoMap
    @StringKey("echo")
    static BackendFactory echo() {
        return new EchoFactory();
    }
}
