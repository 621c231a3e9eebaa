package io.rivulet.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;

/** The list of commands in the help: a heading for each group, a line or two for each command. */
final class GroupedCommands implements IHelpSectionRenderer {
    private static final int INDENT = 2;
    private static final int GAP = 2;

    private final List<CommandGroup> groups;

    GroupedCommands(List<CommandGroup> groups) {
        this.groups = groups;
    }

    @Override
    public String render(Help help) {
        int name = help.subcommands().keySet().stream()
                .mapToInt(String::length)
                .max()
                .orElse(0);
        int width = help.commandSpec().usageMessage().width();
        StringBuilder text = new StringBuilder();
        for (CommandGroup group : groups) {
            Help.TextTable table = Help.TextTable.forColumns(
                    help.colorScheme(),
                    new Help.Column(INDENT + name + GAP, INDENT, Help.Column.Overflow.SPAN),
                    new Help.Column(width - INDENT - name - GAP, 0, Help.Column.Overflow.WRAP));
            group.commands().forEach(line -> table.addRowValues(line.getCommandName(), summary(line)));
            text.append(String.format(Locale.ROOT, "%n%s:%n", group.heading())).append(table);
        }
        return text.toString();
    }

    /** What a command does in a few words: its header. */
    private static String summary(CommandLine command) {
        return String.join(" ", command.getCommandSpec().usageMessage().header());
    }
}
