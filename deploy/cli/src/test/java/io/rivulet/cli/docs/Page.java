package io.rivulet.cli.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A Markdown file of the project.
 *
 * @param file where it is
 * @param lines of its text
 */
record Page(Path file, List<String> lines) {
    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String FENCE = "```";

    /** All of them. */
    static List<Page> all() throws IOException {
        List<Page> pages = new ArrayList<>();
        for (Path file : Pages.below(ROOT).files()) {
            pages.add(new Page(file, Files.readAllLines(file)));
        }
        return pages;
    }

    /** Lines between fences, those that end in a backslash joined with the next. */
    List<String> fencedLines() {
        List<String> fenced = new ArrayList<>();
        StringBuilder joined = new StringBuilder();
        boolean inside = false;
        for (String line : lines) {
            if (line.startsWith(FENCE)) {
                inside = !inside;
            } else if (inside && line.endsWith("\\")) {
                joined.append(line, 0, line.length() - 1);
            } else if (inside) {
                fenced.add(joined.append(line).toString().strip());
                joined.setLength(0);
            }
        }
        return fenced;
    }

    /** What stands between backquotes, outside fences. */
    List<String> inlineCode() {
        List<String> code = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            if (line.startsWith(FENCE)) {
                inside = !inside;
            } else if (!inside) {
                CODE.matcher(line).results().map(MatchResult::group).forEach(code::add);
            }
        }
        return code.stream().map(text -> text.substring(1, text.length() - 1)).toList();
    }

    @Override
    public String toString() {
        return ROOT.relativize(file).toString();
    }
}
