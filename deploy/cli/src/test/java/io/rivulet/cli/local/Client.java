package io.rivulet.cli.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of {@code docs/clients}, run as its readers run it.
 *
 * @param name its language
 * @param interpreter that has the libraries which the program needs
 * @param program its file
 * @param recode what reads an event in hexadecimal digits of the record that its argument names, prints its request or
 *     model, and then its bytes written again
 */
record Client(String name, String interpreter, String program, List<String> recode) {
    private static final Path FOLDER =
            Path.of("../../docs/clients").toAbsolutePath().normalize();
    private static final int SECONDS = 90;

    /** The same with the first interpreter that has what it needs; empty if none has. */
    static Optional<Client> python() {
        String recode = """
                import sys, rivulet_client
                codec, value = rivulet_client.Codec(), bytes.fromhex(sys.stdin.read())
                event = codec.decode(sys.argv[1], value)
                print(event.get("request_id") or event["model"])
                print(codec.encode(sys.argv[1], event).hex() if value[:10] == codec.headers[codec.newest(sys.argv[1])] else "")
                """;
        return Stream.of("python3", "/usr/bin/python3")
                .filter(python -> succeeds(python, "-c", "import avro.io, confluent_kafka"))
                .findFirst()
                .map(python -> new Client("Python", python, "rivulet_client.py", List.of("-c", recode)));
    }

    /** As {@link #python()}. */
    static Optional<Client> javaScript() {
        String recode = """
                import { readFileSync } from 'node:fs';
                import { Codec } from './rivulet_client.mjs';
                const record = process.argv[1];
                const codec = new Codec();
                const value = Buffer.from(readFileSync(0, 'utf8').trim(), 'hex');
                const event = codec.decode(record, value);
                console.log(event.request_id?.string ?? event.request_id ?? event.model);
                const newest = codec.newest(record).header.equals(value.subarray(0, 10));
                console.log(newest ? codec.encode(record, event).toString('hex') : '');
                """;
        return Stream.of("node")
                .filter(node -> succeeds(node, "--input-type=module", "-e", "import 'avsc'; import 'kafkajs';"))
                .findFirst()
                .map(node -> new Client(
                        "JavaScript", node, "rivulet_client.mjs", List.of("--input-type=module", "-e", recode)));
    }

    /** Runs the program with these options. */
    Run run(String... options) throws IOException, InterruptedException {
        return run("", Stream.concat(Stream.of(interpreter, program), Stream.of(options)));
    }

    /** Lets the program's codec read an event of this record, and write it again if it is of the newest version. */
    Run recode(String record, String hexDigits) throws IOException, InterruptedException {
        return run(
                hexDigits,
                Stream.of(Stream.of(interpreter), recode.stream(), Stream.of(record))
                        .flatMap(arguments -> arguments));
    }

    @Override
    public String toString() {
        return name;
    }

    private static boolean succeeds(String... command) {
        try {
            return run("", Stream.of(command)).exitCode() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Run run(String input, Stream<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("client", ".out");
        Path err = Files.createTempFile("client", ".err");
        try {
            Process process = new ProcessBuilder(command.toList())
                    .directory(FOLDER.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("a client must end within " + SECONDS + " s: " + Files.readString(err));
            }
            return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** What it came to. */
    record Run(int exitCode, String out, String err) {}
}
