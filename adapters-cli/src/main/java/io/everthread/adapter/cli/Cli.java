package io.everthread.adapter.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The {@code everthread} command. Everything it reads and writes is its {@link Host}'s; it never ends the process. */
public final class Cli {

    private final BackendDirectory backends;
    private final Host host;

    public Cli(BackendDirectory backends, Host host) {
        this.backends = backends;
        this.host = host;
    }

    /**
     * Does what the arguments say, and returns the exit code.
     *
     * @param args as given to {@code main}
     */
    public int run(String... args) {
        Stdout out = new Stdout(host.out());
        try {
            return run(List.of(args), out).code();
        } catch (ClosedOutput nobodyReads) {
            return ExitCode.CLOSED_OUTPUT.code();
        }
    }

    private ExitCode run(List<String> args, Stdout out) {
        if (args.equals(List.of("--version")) || args.equals(List.of("-V"))) {
            return version(out); // without so much as loading picocli
        }
        CommandLine commands = Grammar.of(backends, colored(args));
        ParseResult parsed;
        try {
            parsed = commands.parseArgs(args.toArray(String[]::new));
            UsageError.refuseUnmatched(parsed);
        } catch (ParameterException wrong) {
            return failed(UsageError.of(wrong), console(Console.Level.NORMAL), typedOutput(args, out));
        } catch (Refusal unmatched) {
            return failed(unmatched, console(Console.Level.NORMAL), typedOutput(args, out));
        }
        ParseResult command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        Settings settings = new Settings(command.commandSpec(), host.environment());
        Console console = console(settings.level());
        try {
            return dispatch(parsed, command, commands, settings, console, out);
        } catch (ClosedOutput nobodyReads) {
            throw nobodyReads;
        } catch (RuntimeException thrown) { // whatever it is, it becomes one line and an exit code, here
            return failed(thrown, console, settings.output(out));
        }
    }

    private ExitCode dispatch(
            ParseResult root,
            ParseResult command,
            CommandLine commands,
            Settings settings,
            Console console,
            Stdout out) {
        CommandSpec spec = command.commandSpec();
        if (root.isVersionHelpRequested()) {
            return version(out);
        }
        if (root.isUsageHelpRequested() || command.isUsageHelpRequested()) {
            return help(spec.commandLine(), out);
        }
        settings.check();
        return switch (spec.name()) {
            case "ask" ->
                new AskCommand(host, backends, settings, console, settings.output(out))
                        .run(command.matchedPositionalValue(0, List.of()));
            case "chat" -> new ChatCommand(host, backends, settings, console, settings.output(out)).run();
            case "completion" -> new CompletionCommand(commands, out).run(command.matchedPositionalValue(0, ""));
            case "help" -> help(named(commands, command.matchedPositionalValue(0, "")), out);
            default -> {
                console.print(commands.getUsageMessage(Ansi.OFF));
                yield ExitCode.USAGE;
            }
        };
    }

    private ExitCode version(Stdout out) {
        out.write("everthread " + host.version() + "\n");
        return ExitCode.DONE;
    }

    private static ExitCode help(CommandLine command, Stdout out) {
        out.write(command.getUsageMessage());
        return ExitCode.DONE;
    }

    private static CommandLine named(CommandLine commands, String name) {
        CommandLine named =
                name.isEmpty() ? commands : commands.getSubcommands().get(name);
        if (named == null) {
            throw UsageError.noCommand(commands, name);
        }
        return named;
    }

    private static ExitCode failed(RuntimeException thrown, Console console, Output output) {
        Failure failure = Failure.of(thrown);
        if (output instanceof JsonOutput) {
            output.end(Outcome.nothing(failure));
        }
        console.trace(thrown);
        console.error(failure);
        return failure.exit();
    }

    /** The form of output that was typed, when nothing more can be said of the arguments than that they are wrong. */
    private static Output typedOutput(List<String> args, Stdout out) {
        boolean jsonl = args.contains(Grammar.JSONL);
        return jsonl || args.contains(Grammar.JSON) ? new JsonOutput(out, jsonl) : new TextOutput(out);
    }

    private Console console(Console.Level level) {
        return new Console(host.err(), Settings.debugged(host.environment()) ? Console.Level.DEBUG : level);
    }

    private boolean colored(List<String> args) {
        return host.isTerminal(Host.Stream.OUT)
                && host.environment().getOrDefault("NO_COLOR", "").isEmpty()
                && !args.contains(Grammar.NO_COLOR);
    }
}
