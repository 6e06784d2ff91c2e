package io.everthread.library;

import dagger.Module;
import io.everthread.adapter.inmemory.InMemoryBackends;
import io.everthread.adapter.openai.OpenAiBackends;

/** Every backend that comes with Everthread. A component that includes it can inject {@link Backends}. */
@Module(includes = {OpenAiBackends.class, InMemoryBackends.class})
public interface BackendsModule {}
