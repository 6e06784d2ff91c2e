package io.everthread.adapter.cli;

import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says what is wrong with the arguments. */
final class UsageError {

    private UsageError() {}

    /** Arguments that cannot be parsed. */
    static Refusal of(ParameterException wrong) {
        CommandSpec command = wrong.getCommandLine().getCommandSpec();
        boolean argument = wrong instanceof MissingParameterException missing
                && missing.getMissing().stream().allMatch(ArgSpec::isPositional);
        if (argument && command.name().equals("completion")) {
            return Refusal.usage("Which shell? everthread completion bash, zsh or fish.");
        }
        String message = String.valueOf(wrong.getMessage());
        return Refusal.usage(message.lines().findFirst().orElse("") + "." + seeHelp(command));
    }

    /** @throws Refusal if there are arguments that mean nothing; the first is told, for it may have led the others astray */
    static void refuseUnmatched(ParseResult root) {
        if (!root.unmatched().isEmpty()) {
            throw unmatched(root);
        }
        if (root.hasSubcommand() && !root.subcommand().unmatched().isEmpty()) {
            throw unmatched(root.subcommand());
        }
    }

    static Refusal noCommand(CommandLine commands, String name) {
        String none = "There is no command '" + name + "'";
        if (name.contains(" ")) {
            return Refusal.usage(none + ". To ask it: everthread ask \"…\"");
        }
        Set<String> names = commands.getSubcommands().keySet();
        return Refusal.usage(NearName.to(name, names)
                .map(near -> none + ". Did you mean " + near + "?")
                .orElse(none + "; there is: " + String.join(", ", names) + "."));
    }

    private static Refusal unmatched(ParseResult parsed) {
        CommandSpec command = parsed.commandSpec();
        String first = parsed.unmatched().get(0);
        if (first.startsWith("-")) {
            return noOption(parsed, first.split("=", 2)[0]);
        }
        return command.parent() == null
                ? noCommand(command.commandLine(), first)
                : Refusal.usage("'" + first + "' is one argument too many." + seeHelp(command));
    }

    private static Refusal noOption(ParseResult parsed, String option) {
        CommandSpec command = parsed.commandSpec();
        List<String> owners = command.subcommands().values().stream()
                .filter(sub -> sub.getCommandSpec().findOption(option) != null)
                .map(CommandLine::getCommandName)
                .toList();
        if (!owners.isEmpty()) {
            String given =
                    parsed.hasSubcommand() ? parsed.subcommand().commandSpec().name() : "";
            return Refusal.usage(option + " is an option of " + String.join(" and ", owners)
                    + "; put it after the command: everthread " + (owners.contains(given) ? given : owners.get(0)) + " "
                    + option + " …");
        }
        List<String> names = command.optionsMap().keySet().stream()
                .filter(name -> name.startsWith("--"))
                .toList();
        String advice = NearName.to(option, names)
                .map(near -> " Did you mean " + near + "?")
                .orElse(" Text that begins with - goes after --.");
        return Refusal.usage("There is no option '" + option + "'." + advice + seeHelp(command));
    }

    private static String seeHelp(CommandSpec command) {
        return " See: " + command.qualifiedName() + " --help";
    }
}
