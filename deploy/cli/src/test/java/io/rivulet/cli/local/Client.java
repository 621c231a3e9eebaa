package io.rivulet.cli.local;

import io.rivulet.cli.ProgramRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program of {@code docs/clients}, run as its readers run it.
 *
 * @param name its language
 * @param interpreter that has the libraries which the program needs
 * @param program its file
 * @param recode what reads an event in hexadecimal digits of the record that its argument names, prints its request or
 *     model, and then its bytes written again, if they are of the newest version
 */
record Client(String name, String interpreter, String program, List<String> recode) {
    private static final Path FOLDER =
            Path.of("../../docs/clients").toAbsolutePath().normalize();

    private static final String PYTHON_RECODE = """
            import sys, rivulet_client
            record, value, codec = sys.argv[1], bytes.fromhex(sys.stdin.read()), rivulet_client.Codec()
            event = codec.decode(record, value)
            print(event.get("request_id") or event["model"])
            print(codec.encode(record, event).hex() if value[:10] == codec.headers[codec.newest(record)] else "")
            """;

    private static final String JAVA_SCRIPT_RECODE = """
            import { readFileSync } from 'node:fs';
            import { Codec } from './rivulet_client.mjs';
            const record = process.argv[1];
            const codec = new Codec();
            const value = Buffer.from(readFileSync(0, 'utf8'), 'hex');
            const event = codec.decode(record, value);
            console.log(event.request_id?.string ?? event.request_id ?? event.model);
            const newest = codec.newest(record).header.equals(value.subarray(0, 10));
            console.log(newest ? codec.encode(record, event).toString('hex') : '');
            """;

    /** With the first interpreter that has what it needs; empty if none has. */
    static Optional<Client> python() throws InterruptedException {
        for (String python : List.of("python3", "/usr/bin/python3")) {
            if (ProgramRun.succeeds(FOLDER, List.of(python, "-c", "import avro.io, confluent_kafka"))) {
                return Optional.of(new Client("Python", python, "rivulet_client.py", List.of("-c", PYTHON_RECODE)));
            }
        }
        return Optional.empty();
    }

    /** As {@link #python()}. */
    static Optional<Client> javaScript() throws InterruptedException {
        List<String> module = List.of("--input-type=module", "-e");
        return ProgramRun.succeeds(FOLDER, with("node", module, "import 'avsc'; import 'kafkajs';"))
                ? Optional.of(new Client("JavaScript", "node", "rivulet_client.mjs", with(module, JAVA_SCRIPT_RECODE)))
                : Optional.empty();
    }

    /** Runs the program with these options. */
    ProgramRun run(String... options) throws IOException, InterruptedException {
        return ProgramRun.of(FOLDER, "", with(interpreter, List.of(program), options));
    }

    /** Lets the program's codec read an event of this record, and write it again. */
    ProgramRun recode(String record, String hexDigits) throws IOException, InterruptedException {
        return ProgramRun.of(FOLDER, hexDigits, with(interpreter, recode, record));
    }

    @Override
    public String toString() {
        return name;
    }

    private static List<String> with(String first, List<String> then, String... last) {
        return Stream.concat(Stream.of(first), with(then, last).stream()).toList();
    }

    private static List<String> with(List<String> first, String... last) {
        return Stream.concat(first.stream(), Stream.of(last)).toList();
    }
}
