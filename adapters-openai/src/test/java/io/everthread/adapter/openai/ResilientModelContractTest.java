package io.everthread.adapter.openai;

import io.everthread.port.testkit.LanguageModelContract;
import io.everthread.port.testkit.ModelHarness;
import java.time.Clock;

/** The whole backend, as it is opened for users, but for its pauses. */
class ResilientModelContractTest extends LanguageModelContract {

    @Override
    protected ModelHarness open() {
        return new ChatModelHarness((settings, executor) -> ChatBackend.open(
                settings, executor, Clock.systemUTC(), (cancelled, time) -> cancelled.getCount() == 0));
    }
}
