package io.everthread.adapter.openai;

import io.everthread.port.testkit.PagingContract;
import io.everthread.port.testkit.GatewayHarness;

class ChatPagingTest extends PagingContract {

    @Override
    protected GatewayHarness open() {
        return new ChatGatewayHarness();
    }
}
