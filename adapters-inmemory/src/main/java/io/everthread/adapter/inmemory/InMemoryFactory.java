package io.everthread.adapter.inmemory;

import io.everthread.port.AssistantGateway;
import io.everthread.port.BackendOptions;
import io.everthread.port.GatewayFactory;

/** Opens the fake as a backend. The delays of a script pass at once: its clock is its own. */
final class InMemoryFactory implements GatewayFactory {

    @Override
    public String summary() {
        return "scripted replies in memory, for tests and first steps: no network, no key, nothing kept";
    }

    @Override
    public AssistantGateway open(BackendOptions options) {
        // The script comes first: if it is wrong, nothing has been opened. Without one, no JSON parser is loaded.
        Script script = options.script() == null ? Script.EMPTY : ScriptFile.read(options.script());
        InMemory inMemory = InMemory.create().script(script);
        return (options.strict() ? inMemory.strict() : inMemory).gateway();
    }
}
