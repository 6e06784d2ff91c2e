package io.everthread.adapter.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code completion}: the script that makes a shell complete commands, options and their values. */
record CompletionCommand(CommandLine commands, Stdout out) {

    ExitCode run(String shell) {
        out.write(
                switch (shell) {
                    case "bash" -> bash();
                    // The script of bash works in zsh through zsh's own bashcompinit, which it loads.
                    case "zsh" -> bash();
                    case "fish" -> fish();
                    default ->
                        throw Refusal.usage("There is no completion for '" + shell + "'; there is: "
                                + String.join(", ", Grammar.SHELLS) + ".");
                });
        return ExitCode.DONE;
    }

    private String bash() {
        return AutoComplete.bash(commands.getCommandName(), commands);
    }

    private String fish() {
        StringBuilder script = new StringBuilder("complete -c everthread -f\n");
        commands.getCommandSpec().options().forEach(option -> fishOption(script, "", option));
        commands.getSubcommands().forEach((name, line) -> {
            CommandSpec command = line.getCommandSpec();
            script.append("complete -c everthread -n __fish_use_subcommand -a ")
                    .append(name)
                    .append(description(command.usageMessage().description()));
            String within = " -n '__fish_seen_subcommand_from " + name + "'";
            command.options().stream()
                    .filter(option -> !option.inherited() && !option.hidden())
                    .forEach(option -> fishOption(script, within, option));
            command.positionalParameters().stream()
                    .filter(parameter -> parameter.completionCandidates() != null)
                    .forEach(parameter -> script.append("complete -c everthread")
                            .append(within)
                            .append(candidates(parameter))
                            .append(description(parameter.description())));
        });
        return script.toString();
    }

    private static void fishOption(StringBuilder script, String condition, OptionSpec option) {
        script.append("complete -c everthread").append(condition);
        for (String name : option.names()) {
            script.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.arity().max() > 0) {
            script.append(option.paramLabel().equals("FILE") ? " -rF" : " -x");
        }
        script.append(candidates(option)).append(description(option.description()));
    }

    private static String candidates(ArgSpec argument) {
        return argument.completionCandidates() == null
                ? ""
                : " -a '" + String.join(" ", argument.completionCandidates()) + "'";
    }

    private static String description(String[] lines) {
        return " -d '" + String.join(" ", lines).replace("\\", "\\\\").replace("'", "\\'") + "'\n";
    }
}
