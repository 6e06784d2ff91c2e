package io.everthread.app;

import dagger.BindsInstance;
import dagger.Component;
import io.everthread.adapter.cli.Cli;
import io.everthread.adapter.cli.Host;

/** The program, put together. */
@Component(modules = AppModule.class)
interface AppComponent {

    Cli cli();

    /** Takes what the program finds around it. */
    @Component.Factory
    interface Factory {
        AppComponent create(@BindsInstance Host host);
    }
}
