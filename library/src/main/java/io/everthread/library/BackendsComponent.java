package io.everthread.library;

import dagger.Component;

/** Puts {@link Backends} together for people without Dagger. */
@Component(modules = BackendsModule.class)
interface BackendsComponent {
    Backends backends();
}
