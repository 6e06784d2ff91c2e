package io.everthread.adapter.echo;

import io.everthread.port.LanguageModel;
import io.everthread.port.Limitation;
import io.everthread.port.ModelCall;
import io.everthread.port.ModelListener;
import io.everthread.port.ModelRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

final class EchoModel implements LanguageModel {

    private final Wall wall;
    private final Executor executor;
    private final Set<EchoCall> calls = ConcurrentHashMap.newKeySet();

    EchoModel(Wall wall, Executor executor) {
        this.wall = wall;
        this.executor = executor;
    }

    @Override
    public ModelCall call(ModelRequest request, ModelListener listener) {
        EchoCall call = new EchoCall(listener, wall, calls::remove);
        calls.add(call);
        executor.execute(() -> wall.answer(request, call));
        return call;
    }

    @Override
    public List<String> models() {
        return List.of("echo");
    }

    @Override
    public Set<Limitation> limitations() {
        return Set.of();
    }

    @Override
    public void close() {
        calls.forEach(EchoCall::cancel);
    }
}
