package io.rivulet.cli.prove;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a result is compared by: commit, processor and the JVM's options. */
final class RunLine {
    private static final Pattern PIECE = Pattern.compile("\"([^\"]*)\"|'([^']*)'");
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|" + PIECE + ")+");

    private RunLine() {}

    /** Of this machine and environment. */
    static String here(Path home) throws InterruptedException {
        return of(Checkout.commit(home), Processor.describe(), System.getenv());
    }

    /** Of options only those that begin with -X: properties are left out, as they may hold a secret. */
    static String of(String commit, String processor, Map<String, String> environment) {
        Stream<String> options = options(environment).stream().filter(option -> option.startsWith("-X"));
        Stream<String> kernel = Stream.ofNullable(environment.get("OPENBLAS_CORETYPE"))
                .filter(type -> !type.isEmpty())
                .map(type -> "OPENBLAS_CORETYPE=" + type);
        return Stream.of(Stream.of(commit, processor), options, kernel)
                .flatMap(part -> part)
                .collect(Collectors.joining("; "));
    }

    /** What a person adds for the JVM: words parted by white space outside of quotes, as the launcher parts them. */
    static List<String> options(Map<String, String> environment) {
        List<String> options = new ArrayList<>();
        Matcher words = WORD.matcher(environment.getOrDefault("RIVULET_JAVA_OPTS", ""));
        while (words.find()) {
            options.add(PIECE.matcher(words.group())
                    .replaceAll(piece -> Matcher.quoteReplacement(
                            piece.group(1) != null ? piece.group(1) : Objects.requireNonNullElse(piece.group(2), ""))));
        }
        return options;
    }
}
