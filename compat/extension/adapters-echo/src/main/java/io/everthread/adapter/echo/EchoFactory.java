package io.everthread.adapter.echo;

import io.everthread.port.BackendOptions;
import io.everthread.port.LanguageModel;
import io.everthread.port.ModelFactory;
import java.util.concurrent.Executor;

final class EchoFactory implements ModelFactory {

    @Override
    public String summary() {
        return "repeats what it is told; a toy";
    }

    @Override
    public LanguageModel open(BackendOptions options, Executor executor) {
        return new EchoModel(Wall.BARE, executor);
    }
}
