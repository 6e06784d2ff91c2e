package io.everthread.application;

import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunState;
import io.everthread.domain.tool.ToolCall;
import io.everthread.domain.tool.ToolOutput;
import io.everthread.port.AssistantGateway;
import io.everthread.port.ToolExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Carries out the calls a run waits for, one after the other, and hands all outputs in at once. */
public final class AnswerToolCalls {

    private final AssistantGateway gateway;
    private final ToolExecutor tools;

    public AnswerToolCalls(AssistantGateway gateway, ToolExecutor tools) {
        this.gateway = gateway;
        this.tools = tools;
    }

    /**
     * Answers once; the run may come back with more calls.
     *
     * @param before is told of each call before it is carried out
     * @return the run, going on; unchanged if it waits for nothing
     */
    public Run answer(Run run, Consumer<ToolCall> before) {
        if (!(run.state() instanceof RunState.RequiresAction waiting)) {
            return run;
        }
        List<ToolOutput> outputs = new ArrayList<>();
        for (ToolCall call : waiting.calls()) {
            before.accept(call);
            outputs.add(new ToolOutput(call.id(), tools.execute(call)));
        }
        return gateway.runs().submitToolOutputs(run.conversation(), run.id(), outputs);
    }
}
