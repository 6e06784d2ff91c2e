package io.everthread.adapter.inmemory;

import io.everthread.port.LanguageModel;
import io.everthread.port.testkit.LanguageModelContract;
import io.everthread.port.testkit.ModelHarness;
import io.everthread.port.testkit.Shown;
import io.everthread.port.testkit.Turn;
import java.time.Duration;
import java.util.List;

class ScriptedModelTest extends LanguageModelContract {

    @Override
    protected ModelHarness open() {
        return new Harness();
    }

    private static final class Harness implements ModelHarness {
        private final ManualClock clock = new ManualClock();
        private final ScriptedModel model = new ScriptedModel(clock);
        private final ScriptedTurns turns = new ScriptedTurns();

        Harness() {
            script(Turn.says("ok"));
        }

        @Override
        public LanguageModel model() {
            return model;
        }

        @Override
        public void script(Turn... script) {
            model.follow(turns.script(script));
        }

        @Override
        public List<Shown> shown() {
            return turns.shown();
        }

        @Override
        public void doDueWork() {
            clock.advance(Duration.ZERO);
        }

        @Override
        public boolean awaitUpstreamClosed() {
            return model.underWay() == 0;
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
