package io.everthread.adapter.echo;

import io.everthread.port.testkit.LanguageModelContract;
import io.everthread.port.testkit.ModelHarness;

class EchoModelTest extends LanguageModelContract {
    @Override
    protected ModelHarness open() {
        return new EchoHarness();
    }
}
