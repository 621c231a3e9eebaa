package io.rivulet.cli.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which processor this is: its name alone does not tell two generations in a virtual machine apart. */
final class Processor {
    private static final List<String> FIELDS = List.of("model name", "cpu family", "model");

    private Processor() {}

    /** As Linux knows it; elsewhere the name of the architecture. */
    static String describe() {
        try {
            String known = describe(Files.readAllLines(Path.of("/proc/cpuinfo")));
            return known.isEmpty() ? System.getProperty("os.arch") : known;
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    /** From the lines of {@code /proc/cpuinfo}: the first value of each field, in their order there. */
    static String describe(List<String> lines) {
        List<String> found = new ArrayList<>();
        List<String> open = new ArrayList<>(FIELDS);
        for (String line : lines) {
            String[] parts = line.split(":", 2);
            if (parts.length == 2 && open.remove(parts[0].strip())) {
                found.add(parts[0].strip() + " " + parts[1].strip());
            }
        }
        return String.join(", ", found);
    }
}
