package io.everthread.adapter.openai;

import io.everthread.port.testkit.LanguageModelContract;
import io.everthread.port.testkit.ModelHarness;
import java.time.Clock;

class ChatModelContractTest extends LanguageModelContract {

    @Override
    protected ModelHarness open() {
        return new ChatModelHarness((settings, executor) -> new ChatModel(settings, executor, Clock.systemUTC()));
    }
}
