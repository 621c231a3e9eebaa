package io.rivulet.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What picocli refuses, as everything is refused here: the rule, what was found, and the remedy. */
final class ArgumentErrors {
    private ArgumentErrors() {}

    /** One line, without the hint at the help. */
    static String explain(ParameterException e) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched(command, unmatched.getUnmatched());
        }
        if (e instanceof MissingParameterException missing) {
            // Of a word that is misspelt picocli says first that the right one is missing.
            List<String> unmatched = e.getCommandLine().getUnmatchedArguments();
            return unmatched.isEmpty() ? missing(command, missing) : unmatched(command, unmatched);
        }
        if (e instanceof OverwrittenOptionException twice) {
            return name(Objects.requireNonNull(twice.getOverwritten()))
                    + " must be given once, found it again; leave one of them out";
        }
        if (e instanceof MutuallyExclusiveArgsException) {
            return "at most one of " + alternatives(command) + " may be given, found more; leave the others out";
        }
        if (e.getArgSpec() != null && e.getValue() != null) {
            return badValue(e.getArgSpec(), e.getValue());
        }
        return "the words behind " + words(command) + " must be those of its help, found that " + e.getMessage()
                + "; correct them";
    }

    private static String unmatched(CommandSpec command, List<String> words) {
        String first = words.get(0);
        if (!first.startsWith("-")) {
            // A word that is none of the constants it may be is left over.
            for (ArgSpec argument : command.positionalParameters()) {
                if (valueType(argument).isEnum()) {
                    return badValue(argument, first);
                }
            }
            return words(command) + " must have no more words than its help shows, found '" + first
                    + "'; leave it out, or quote what belongs together";
        }
        String option = first.replaceFirst("=.*", "");
        return "the options of " + words(command) + " must be those that its help shows, found '" + option
                + "'; "
                + command.options().stream()
                        .map(OptionSpec::longestName)
                        .filter(known -> resemble(known, option))
                        .findFirst()
                        .map(known -> "write " + known)
                        .orElse("correct it or leave it out");
    }

    private static String missing(CommandSpec command, MissingParameterException e) {
        List<ArgSpec> missing = e.getMissing();
        if (missing.stream().allMatch(ArgumentErrors::isAlternative)) {
            return "one of " + alternatives(command) + " must be given, found none; add it";
        }
        // That the option is there and its value is not, the message alone tells.
        boolean other = message(e).startsWith("Expected parameter");
        if (other || message(e).startsWith("Missing required parameter for option")) {
            String option = name(missing.get(0));
            return option + " must have a value, found "
                    + (other ? message(e).replaceFirst("(?s).* but found ", "") + " in its place" : "none")
                    + "; write " + option + "=" + missing.get(0).paramLabel();
        }
        return words(command) + " must have "
                + missing.stream().map(ArgumentErrors::label).collect(Collectors.joining(" and ")) + ", found "
                + (missing.size() == 1 ? "none" : "none of them") + "; add what is missing";
    }

    private static String badValue(ArgSpec argument, String value) {
        String name = name(argument);
        if (argument.isOption() && argument.arity().max() == 0) {
            return name + " must stand alone, found the value '" + value + "' behind it; leave that out";
        }
        if (argument.isMultiValue() && argument.typeInfo().isMap()) {
            return name + " must be " + argument.paramLabel() + ", found '" + value + "'; put a = between the two";
        }
        return name + " must be " + rule(valueType(argument)) + ", found '" + value + "'; correct it";
    }

    private static Class<?> valueType(ArgSpec argument) {
        return argument.isMultiValue()
                ? argument.typeInfo().getAuxiliaryTypeInfos().get(0).getType()
                : argument.typeInfo().getType();
    }

    private static String rule(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        if (type == int.class || type == Integer.class) {
            return "a whole number of up to 32 bits";
        }
        if (type == long.class || type == Long.class) {
            return "a whole number of up to 64 bits";
        }
        if (type == float.class || type == Float.class || type == double.class || type == Double.class) {
            return "a number";
        }
        return type == Path.class ? "a path" : "a " + type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static boolean isAlternative(ArgSpec argument) {
        return argument.group() != null && argument.group().exclusive();
    }

    private static String alternatives(CommandSpec command) {
        return command.argGroups().stream()
                .filter(ArgGroupSpec::exclusive)
                .flatMap(group -> group.args().stream())
                .map(ArgumentErrors::label)
                .collect(Collectors.joining(", "));
    }

    private static String label(ArgSpec argument) {
        return argument.isOption() ? name(argument) + "=" + argument.paramLabel() : argument.paramLabel();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    /** Whether one begins with the other, or they differ by one letter. */
    private static boolean resemble(String known, String written) {
        if (written.length() > 3 && (known.startsWith(written) || written.startsWith(known))) {
            return true;
        }
        int same = 0;
        while (same < Math.min(known.length(), written.length()) && known.charAt(same) == written.charAt(same)) {
            same++;
        }
        String rest = known.substring(same);
        String other = written.substring(same);
        return !rest.isEmpty() && !other.isEmpty() && rest.substring(1).equals(other.substring(1))
                || !rest.isEmpty() && rest.substring(1).equals(other)
                || !other.isEmpty() && other.substring(1).equals(rest);
    }

    /** What is written for the command behind the program's name. */
    private static String words(CommandSpec command) {
        return command.parent() == null
                ? command.name()
                : command.qualifiedName().substring(command.root().name().length() + 1);
    }

    private static String message(ParameterException e) {
        return String.valueOf(e.getMessage());
    }
}
