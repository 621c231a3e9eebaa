package io.rivulet.cli.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The Markdown files below a folder, but for what builds and tools leave there. */
record Pages(Path root, List<Path> files) {
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+?) *$");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");

    static Pages below(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return new Pages(
                    root,
                    all.filter(file -> file.toString().endsWith(".md"))
                            .filter(file -> StreamSupport.stream(
                                            root.relativize(file).spliterator(), false)
                                    .map(Path::toString)
                                    .noneMatch(name -> name.startsWith(".")
                                            || name.equals("target")
                                            || name.equals("node_modules")))
                            .sorted()
                            .toList());
        }
    }

    /** Words as {@code wc -w} counts them. */
    long words() {
        return files.stream()
                .mapToLong(file -> text(file).strip().split("\\s+").length)
                .sum();
    }

    /** Links to files and headings that are not there, each with the page that has it. */
    List<String> broken() {
        return files.stream()
                .flatMap(file -> links(text(file))
                        .filter(link -> !leads(file, link))
                        .map(link -> root.relativize(file) + ": " + link))
                .toList();
    }

    private static Stream<String> links(String page) {
        return LINK.matcher(CODE.matcher(FENCED.matcher(page).replaceAll("")).replaceAll("code"))
                .results()
                .map(match -> match.group(1))
                .filter(link -> !ELSEWHERE.matcher(link).matches());
    }

    private static boolean leads(Path from, String link) {
        int mark = link.indexOf('#');
        String path = mark < 0 ? link : link.substring(0, mark);
        Path to = path.isEmpty() ? from : from.resolveSibling(path);
        return Files.exists(to) && (mark < 0 || anchors(text(to)).contains(link.substring(mark + 1)));
    }

    /** What readers of GitHub and of most editors are led to by a heading. */
    private static Set<String> anchors(String page) {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new HashSet<>();
        Matcher heading = HEADING.matcher(FENCED.matcher(page).replaceAll(""));
        while (heading.find()) {
            String anchor = heading.group(1)
                    .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            int times = seen.merge(anchor, 1, Integer::sum);
            anchors.add(times == 1 ? anchor : anchor + "-" + (times - 1));
        }
        return anchors;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
