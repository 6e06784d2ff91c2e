package io.everthread.adapter.cli;

import io.everthread.adapter.inmemory.InMemory;
import io.everthread.adapter.inmemory.Rule;
import io.everthread.adapter.inmemory.Script;
import io.everthread.port.AssistantException;
import io.everthread.port.AssistantGateway;
import io.everthread.port.BackendOptions;
import io.everthread.port.ModelRequest;
import io.everthread.port.Project;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Runs the command line inside the test, with the fake behind every backend. */
final class CommandLineRun implements BackendDirectory {

    /** What the process would show. */
    record Result(int exit, String out, String err) {}

    final InMemory inMemory = InMemory.create();
    final Map<String, String> environment = new LinkedHashMap<>();
    final Set<Host.Stream> terminals = EnumSet.of(Host.Stream.IN, Host.Stream.OUT, Host.Stream.ERR);
    final List<ModelRequest> shown = new ArrayList<>();
    final FakeInterrupts interrupts = new FakeInterrupts();
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> models = List.of("small", "large");

    @Nullable
    String opened;

    @Nullable
    RuntimeException bug;

    BackendOptions options = BackendOptions.NONE;

    private byte[] stdin = new byte[0];

    CommandLineRun() {
        script();
    }

    /** Has the model follow these rules. */
    CommandLineRun script(Rule... rules) {
        List<Rule> all = new ArrayList<>();
        // Applies to nothing, and notes what the model is shown.
        all.add(Rule.when((ModelRequest request) -> {
                    shown.add(request);
                    return false;
                })
                .says("never"));
        all.addAll(List.of(rules));
        inMemory.script(Script.of(all));
        return this;
    }

    CommandLineRun piped(String text) {
        return piped(text.getBytes(StandardCharsets.UTF_8));
    }

    CommandLineRun piped(byte[] bytes) {
        stdin = bytes;
        terminals.remove(Host.Stream.IN);
        return this;
    }

    CommandLineRun typed(String lines) {
        stdin = lines.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    Result run(String... args) {
        int exit = runInto(out, args);
        return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    int runInto(OutputStream stdout, String... args) {
        Host host = new Host(
                new ByteArrayInputStream(stdin),
                stdout,
                err,
                terminals,
                environment,
                inMemory.clock(),
                interrupts,
                "1.2.3");
        return new Cli(this, host).run(args);
    }

    @Override
    public Set<String> names() {
        return new TreeSet<>(List.of("chat", "inmemory"));
    }

    @Override
    public String summary(String name) {
        if (!names().contains(name)) {
            throw new AssistantException.Misconfigured("There is no backend '" + name + "'. Did you mean 'chat'?");
        }
        return name;
    }

    @Override
    public List<String> models(String name, BackendOptions options) {
        return models;
    }

    @Override
    public AssistantGateway open(String name, BackendOptions options) {
        this.opened = name;
        this.options = options;
        if (bug != null) {
            throw bug;
        }
        return inMemory.gateway(Project.DEFAULT);
    }
}
