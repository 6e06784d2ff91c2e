package io.everthread.adapter.cli;

import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
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
        Map<String, CommandLine> subcommands = commands.getSubcommands();
        subcommands.forEach((name, command) -> script.append("complete -c everthread -n __fish_use_subcommand -a ")
                .append(name)
                .append(" -d ")
                .append(quoted(command.getCommandSpec().usageMessage().description()))
                .append('\n'));
        subcommands.forEach((name, command) -> command.getCommandSpec()
                .options()
                .forEach(option -> fishOption(script, "__fish_seen_subcommand_from " + name, option)));
        commands.getCommandSpec().options().forEach(option -> fishOption(script, "__fish_use_subcommand", option));
        script.append("complete -c everthread -n '__fish_seen_subcommand_from completion' -a '")
                .append(String.join(" ", Grammar.SHELLS))
                .append("'\n");
        return script.toString();
    }

    private static void fishOption(StringBuilder script, String condition, OptionSpec option) {
        script.append("complete -c everthread -n '").append(condition).append('\'');
        for (String name : option.names()) {
            script.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
        }
        if (option.arity().max() > 0) {
            script.append(option.completionCandidates() == null ? " -rF" : " -x");
        }
        if (option.completionCandidates() != null) {
            script.append(" -a '")
                    .append(String.join(" ", option.completionCandidates()))
                    .append('\'');
        }
        script.append(" -d ").append(quoted(option.description())).append('\n');
    }

    private static String quoted(String[] description) {
        return "'" + String.join(" ", description).replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
