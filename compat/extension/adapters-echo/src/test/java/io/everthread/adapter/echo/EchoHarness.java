package io.everthread.adapter.echo;

import io.everthread.port.LanguageModel;
import io.everthread.port.testkit.ModelHarness;
import io.everthread.port.testkit.Shown;
import io.everthread.port.testkit.Turn;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

final class EchoHarness implements ModelHarness {

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final ScriptedWall wall = new ScriptedWall();
    private final LanguageModel model = new EchoModel(wall, executor);

    @Override
    public LanguageModel model() {
        return model;
    }

    @Override
    public void script(Turn... turns) {
        wall.follow(List.of(turns));
    }

    @Override
    public List<Shown> shown() {
        return wall.shown();
    }

    @Override
    public boolean awaitUpstreamClosed() {
        return wall.awaitHungUp();
    }

    @Override
    public void close() {
        model.close();
        executor.shutdownNow();
    }
}
