package io.rivulet.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;

/**
 * The files where a fuzzer begins, and what it found and is mended: for {@code XFuzzTest} those in the folder {@code
 * XFuzzCases} of its package's test resources. The test hands each to its own {@code fuzzerTestOneInput(byte[])}, which
 * is what Jazzer calls.
 */
public final class FuzzCases implements ArgumentsProvider {

    private static final Path RESOURCES = Path.of("src/test/resources");

    @Override
    public Stream<Arguments> provideArguments(ExtensionContext context) throws IOException {
        String target = context.getRequiredTestClass().getName();
        Path folder = RESOURCES.resolve(target.replace('.', '/').replaceFirst("Test$", "Cases"));
        try (Stream<Path> files = Files.list(folder)) {
            List<Arguments> cases = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                cases.add(Arguments.of(Named.of(String.valueOf(file.getFileName()), Files.readAllBytes(file))));
            }
            return cases.stream();
        }
    }
}
