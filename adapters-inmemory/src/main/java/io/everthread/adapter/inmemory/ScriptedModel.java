package io.everthread.adapter.inmemory;

import io.everthread.application.Scheduler;
import io.everthread.port.AssistantException;
import io.everthread.port.LanguageModel;
import io.everthread.port.Limitation;
import io.everthread.port.ModelCall;
import io.everthread.port.ModelListener;
import io.everthread.port.ModelRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A model that follows a {@link Script}. What no rule covers is answered by {@link OfflineReply} or, if strict,
 * refused.
 */
final class ScriptedModel implements LanguageModel {

    private final Scheduler scheduler;
    private final Set<ScriptedCall> active = new LinkedHashSet<>();
    private final List<String> unmatched = new ArrayList<>();
    private Script script = Script.EMPTY;
    private int[] matches = new int[0];
    private int calls;
    private boolean strict;
    private boolean closed;

    ScriptedModel(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Follows {@code script} from its beginning, from the next call on. */
    synchronized void follow(Script script) {
        this.script = script;
        this.matches = new int[script.rules().size()];
        this.calls = 0;
    }

    /** Refuses from now on what no rule covers. */
    synchronized void beStrict() {
        strict = true;
    }

    /** Why turns were refused for want of a rule, oldest first. */
    synchronized List<String> unmatched() {
        return List.copyOf(unmatched);
    }

    /** How many calls have neither ended nor been cancelled. */
    synchronized int underWay() {
        return active.size();
    }

    @Override
    public ModelCall call(ModelRequest request, ModelListener listener) {
        ScriptedCall call;
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("The scripted model is closed.");
            }
            Situation situation = new Situation(request, ++calls);
            Answer answer = answer(situation);
            Integer limit = request.maxCompletionTokens();
            call = new ScriptedCall(
                    situation, limit == null ? answer : answer.limitedTo(limit), listener, scheduler, this::forget);
            active.add(call);
        }
        call.begin();
        return call;
    }

    private Answer answer(Situation situation) {
        for (int i = 0; i < matches.length; i++) {
            Rule rule = script.rules().get(i);
            if (rule.matches(situation) && rule.takes(++matches[i])) {
                return rule.answer();
            }
        }
        if (!strict) {
            return Rule.always().says(OfflineReply.to(situation)).answer();
        }
        String asked = situation.afterTools()
                ? "tool output \"" + situation.newestOutputs().get(0).output() + "\""
                : "\"" + situation.userText() + "\"";
        String refusal = "No rule applies to " + asked + " (turn " + situation.turn() + ", call " + situation.call()
                + "). Rules: " + script + ". Add a rule or leave out strict mode.";
        unmatched.add(refusal);
        return Answer.EMPTY.with(new Answer.Failure(new AssistantException.InvalidRequest(refusal, null, null)));
    }

    private synchronized void forget(ScriptedCall call) {
        active.remove(call);
    }

    /** One name; every other is accepted too. */
    @Override
    public List<String> models() {
        return List.of("scripted");
    }

    @Override
    public Set<Limitation> limitations() {
        return Set.of();
    }

    @Override
    public void close() {
        List<ScriptedCall> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(active);
        }
        left.forEach(ScriptedCall::cancel);
    }
}
