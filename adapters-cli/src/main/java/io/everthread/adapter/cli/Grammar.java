package io.everthread.adapter.cli;

import io.everthread.application.BusyPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ScopeType;

/**
 * The commands and options with their help. Put together by hand and not from annotations, because picocli's reflection over
 * those costs every start a quarter of its time.
 */
final class Grammar {

    static final String BACKEND = "--backend";
    static final String BASE_URL = "--base-url";
    static final String SCRIPT = "--script";
    static final String STRICT = "--strict";
    static final String TIMEOUT = "--timeout";
    static final String JSON = "--json";
    static final String JSONL = "--jsonl";
    static final String QUIET = "--quiet";
    static final String VERBOSE = "--verbose";
    static final String NO_COLOR = "--no-color";
    static final String MODEL = "--model";
    static final String INSTRUCTIONS = "--instructions";
    static final String ADD_INSTRUCTIONS = "--add-instructions";
    static final String USAGE = "--usage";
    static final String ON_BUSY = "--on-busy";
    static final String IMAGE = "--image";

    static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    private Grammar() {}

    /** @param colors whether help may be coloured */
    static CommandLine of(BackendDirectory backends, boolean colors) {
        CommandSpec root = command("everthread", "Ask or chat, on any backend. Threads end with the process.")
                .addOption(common(BACKEND)
                        .type(String.class)
                        .paramLabel("NAME")
                        .completionCandidates(backends.names())
                        .description(backendHelp(backends))
                        .build())
                .addOption(common(BASE_URL)
                        .type(String.class)
                        .paramLabel("URL")
                        .description("The server, as in http://localhost:11434/v1.")
                        .build())
                .addOption(common("-m", MODEL)
                        .type(String.class)
                        .paramLabel("MODEL")
                        .description("Who answers; default: the only one there is.")
                        .build())
                .addOption(common(SCRIPT)
                        .type(Path.class)
                        .paramLabel("FILE")
                        .description("What the inmemory backend answers.")
                        .build())
                .addOption(flag(STRICT)
                        .description("Fail where the script has no answer.")
                        .build())
                .addOption(common(TIMEOUT)
                        .type(String.class)
                        .paramLabel("D")
                        .description("How long an answer may take: 30s, 2m, 500ms.")
                        .build())
                .addOption(flag(JSON)
                        .description("Write one JSON object at the end.")
                        .build())
                .addOption(flag(JSONL)
                        .description("Write events as JSON lines, the result last.")
                        .build())
                .addOption(flag("--plain")
                        .description("Write the text as it is, which is the default.")
                        .build())
                .addOption(flag("-q", QUIET)
                        .description("Write only the reply, and errors.")
                        .build())
                .addOption(common("-v", VERBOSE)
                        .type(List.class)
                        .auxiliaryTypes(Boolean.class)
                        .arity("0")
                        .description("Tell ids and progress; twice, also where an error came from.")
                        .build())
                .addOption(flag(NO_COLOR)
                        .description("No colours; NO_COLOR does the same.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Show the version and exit.")
                        .build());
        root.addSubcommand("ask", ask());
        root.addSubcommand("chat", chat());
        root.addSubcommand("completion", completion());
        root.addSubcommand("help", help(List.copyOf(root.subcommands().keySet())));
        root.usageMessage().synopsisSubcommandLabel("COMMAND").footer(rootFooter());
        CommandLine line = new CommandLine(root);
        // A README passed as an argument must not inject options.
        line.setExpandAtFiles(false);
        // UsageError tells the first of them, where picocli would tell the last command's.
        line.setUnmatchedArgumentsAllowed(true);
        // "--backend chat": the value happens to be a command, too.
        line.setAllowSubcommandsAsOptionParameters(true);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(colors ? Ansi.ON : Ansi.OFF));
        line.setUsageHelpWidth(80);
        line.setUsageHelpLongOptionsMaxWidth(26);
        return line;
    }

    private static CommandSpec ask() {
        CommandSpec ask = command("ask", "Ask once; the reply is streamed to stdout.")
                .addPositional(PositionalParamSpec.builder()
                        .paramLabel("PROMPT")
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description("The question; '-' stands for stdin. What is piped in is added at the end.")
                        .build());
        answering(ask);
        ask.addOption(OptionSpec.builder(IMAGE)
                .paramLabel("FILE")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("Show the model an image: a file (PNG, JPEG, GIF, WebP) or a URL. May be repeated.")
                .build());
        ask.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  everthread ask \"Where were you born?\"",
                        "  git diff | everthread ask \"Review this\"",
                        "  everthread --base-url http://localhost:11434/v1 -m qwen3 ask \"Hello\"");
        return ask;
    }

    private static CommandSpec chat() {
        CommandSpec chat = command("chat", "Talk: each line of stdin is a message. /quit or Ctrl-D ends it.");
        answering(chat);
        return chat;
    }

    private static void answering(CommandSpec command) {
        command.addOption(OptionSpec.builder("-s", INSTRUCTIONS)
                        .type(String.class)
                        .paramLabel("TEXT")
                        .description("What the model is told first (the system prompt).")
                        .build())
                .addOption(OptionSpec.builder(ADD_INSTRUCTIONS)
                        .type(String.class)
                        .paramLabel("TEXT")
                        .description("What it is told in addition.")
                        .build())
                .addOption(OptionSpec.builder("-u", USAGE)
                        .type(boolean.class)
                        .arity("0")
                        .description("Tell on stderr how many tokens it took.")
                        .build())
                .addOption(OptionSpec.builder(ON_BUSY)
                        .type(String.class)
                        .paramLabel("HOW")
                        .hidden(true) // until a thread can be named, none is ever busy
                        .completionCandidates(busyPolicies())
                        .description("If the thread has an active run: wait (default), cancel it, or fail.")
                        .build());
    }

    private static CommandSpec completion() {
        CommandSpec completion = command("completion", "Print a script that completes commands and options with Tab.")
                .addPositional(PositionalParamSpec.builder()
                        .paramLabel("SHELL")
                        .arity("1")
                        .required(true)
                        .type(String.class)
                        .completionCandidates(SHELLS)
                        .description("bash, zsh or fish.")
                        .build());
        completion
                .usageMessage()
                .footer(
                        "",
                        "bash, in ~/.bashrc:                   source <(everthread completion bash)",
                        "zsh, in ~/.zshrc, after compinit:     source <(everthread completion zsh)",
                        "fish, in ~/.config/fish/config.fish:  everthread completion fish | source");
        return completion;
    }

    private static CommandSpec help(List<String> commands) {
        return command("help", "Show the help of a command.")
                .addPositional(PositionalParamSpec.builder()
                        .paramLabel("COMMAND")
                        .arity("0..1")
                        .type(String.class)
                        .completionCandidates(commands)
                        .description("Which command; none for all of them.")
                        .build());
    }

    private static CommandSpec command(String name, String summary) {
        CommandSpec command = CommandSpec.create().name(name);
        command.usageMessage()
                .description(summary)
                .abbreviateSynopsis(true)
                .sortOptions(false)
                .descriptionHeading("%n")
                .parameterListHeading("%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n");
        return command.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help and exit.")
                .build());
    }

    private static OptionSpec.Builder common(String... names) {
        return OptionSpec.builder(names[0], Arrays.copyOfRange(names, 1, names.length))
                .scopeType(ScopeType.INHERIT);
    }

    private static OptionSpec.Builder flag(String... names) {
        return common(names).type(boolean.class).arity("0");
    }

    private static String[] backendHelp(BackendDirectory backends) {
        return new String[] {
            String.join(" or ", backends.names()) + "; default: chat with a base URL, inmemory without."
        };
    }

    private static List<String> busyPolicies() {
        return Arrays.stream(BusyPolicy.values())
                .map(policy -> policy.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    // Plain joining: a Formatter or a regular expression would cost every start, help or not.
    private static String[] rootFooter() {
        List<String> footer = new ArrayList<>(List.of(
                "",
                "Environment:",
                "  EVERTHREAD_BACKEND, EVERTHREAD_BASE_URL, EVERTHREAD_MODEL",
                "                      the same as the options, which win",
                "  EVERTHREAD_API_KEY  sent to the base URL",
                "  OPENAI_API_KEY      sent to https://api.openai.com and nowhere else",
                "",
                "Exit codes:"));
        for (ExitCode exit : ExitCode.values()) {
            String code = Integer.toString(exit.code());
            footer.add(" ".repeat(5 - code.length()) + code + "  " + exit.meaning());
        }
        return footer.toArray(String[]::new);
    }
}
