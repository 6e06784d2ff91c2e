package io.everthread.adapter.openai;

import io.everthread.port.testkit.CancelAndExpiryContract;
import io.everthread.port.testkit.GatewayHarness;

class ChatCancelAndExpiryTest extends CancelAndExpiryContract {

    @Override
    protected GatewayHarness open() {
        return new ChatGatewayHarness();
    }
}
