package io.everthread.app;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import io.everthread.adapter.cli.BackendDirectory;
import io.everthread.adapter.cli.Cli;
import io.everthread.adapter.cli.Host;
import io.everthread.library.BackendsModule;

/** Joins the command line with the library's backends. */
@Module(includes = BackendsModule.class)
interface AppModule {

    @Binds
    BackendDirectory directory(LibraryDirectory directory);

    @Provides
    static Cli cli(BackendDirectory backends, Host host) {
        return new Cli(backends, host);
    }
}
