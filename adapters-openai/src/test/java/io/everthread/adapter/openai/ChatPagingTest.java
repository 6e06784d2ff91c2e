package io.everthread.adapter.openai;

import io.everthread.port.testkit.GatewayHarness;
import io.everthread.port.testkit.PagingContract;

class ChatPagingTest extends PagingContract {

    @Override
    protected GatewayHarness open() {
        return new ChatGatewayHarness();
    }
}
