package io.rivulet.cli.run;

import io.rivulet.cli.option.BrokerOptions;
import io.rivulet.cli.option.UsageError;
import io.rivulet.cli.print.ChunkPrinter;
import io.rivulet.cli.print.Console;
import io.rivulet.cli.print.RejectionPrinter;
import io.rivulet.testbed.kafka.Connection;
import io.rivulet.testbed.kafka.Received;
import io.rivulet.testbed.kafka.TopicReader;
import io.rivulet.testbed.kafka.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads chunks, or dead letters, and prints them. */
@Command(
        name = "tail",
        header = "Read chunks or dead letters from any broker.",
        description = {
            "Prints generated chunks, or prompts that were rejected, as they are committed.",
            "Joins no consumer group. Runs until --max or --timeout is reached, or until it is interrupted.",
            "Records that are no such event are told in one line for each run of them. They count neither towards --max"
                    + " nor as a sign of life for --timeout; the exit code is 3 if there were any."
        })
public final class TailCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final int INCOMPLETE = 1;
    private static final int FOREIGN = 3;

    private final Console console;

    @Mixin
    private final BrokerOptions broker = new BrokerOptions();

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            description = "Topic to read (default: chunks, with --dead-letters dead-letters).")
    private @Nullable String topic;

    @Option(names = "--dead-letters", description = "Read rejected prompts instead of chunks.")
    private boolean deadLetters;

    @Option(names = "--from-beginning", description = "Start with the oldest event, not with the next one.")
    private boolean fromBeginning;

    @Option(names = "--max", paramLabel = "N", description = "End after so many events.")
    private @Nullable Integer max;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "End when no event came for so long; the exit code is 1 if --max was not reached.")
    private @Nullable Integer timeout;

    @Option(names = "--json", description = "Print each event as a line of JSON.")
    private boolean json;

    @Option(
            names = "--width",
            paramLabel = "PIXELS",
            description = "Draw each answer as a picture of so many pixels a row; 28 for digits.")
    private @Nullable Integer width;

    /** The command, writing to this console. */
    public TailCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        require(max, "--max");
        require(timeout, "--timeout");
        require(width, "--width");
        if (width != null && (json || deadLetters)) {
            throw new UsageError(
                    "--width draws chunks, it was given with --json or --dead-letters;" + " leave one of them out");
        }
        Connection connection = broker.connection();
        if (deadLetters) {
            String name = topic != null ? topic : Topics.DEFAULT.deadLetters();
            RejectionPrinter printer = new RejectionPrinter(console, json);
            try (var reader = TopicReader.deadLetters(connection, name, fromBeginning)) {
                return follow(reader, printer::print);
            }
        }
        String name = topic != null ? topic : Topics.DEFAULT.chunks();
        ChunkPrinter printer = new ChunkPrinter(console, json, width);
        try (var reader = TopicReader.chunks(connection, name, fromBeginning)) {
            return follow(reader, printer::print);
        }
    }

    private <T extends SpecificRecord> int follow(TopicReader<T> reader, Consumer<T> printer) {
        ForeignRecords foreign = new ForeignRecords(console.err());
        int seen = 0;
        long silentSince = System.nanoTime();
        while ((max == null || seen < max) && !over(silentSince)) {
            List<Received<T>> batch = reader.poll(PATIENCE);
            for (Received<T> received : batch) {
                if (received instanceof Received.Unreadable<T> unreadable) {
                    foreign.add(unreadable.position(), unreadable.reason());
                } else if (received instanceof Received.Event<T> event && (max == null || seen < max)) {
                    foreign.endRun(event.position().partition());
                    printer.accept(event.event());
                    seen++;
                    silentSince = System.nanoTime();
                }
            }
            foreign.tell(batch.isEmpty());
        }
        foreign.tell(true);
        if (foreign.any()) {
            return FOREIGN;
        }
        return max != null && seen < max ? INCOMPLETE : 0;
    }

    private boolean over(long silentSince) {
        return timeout != null
                && System.nanoTime() - silentSince > Duration.ofSeconds(timeout).toNanos();
    }

    private static void require(@Nullable Integer value, String option) {
        if (value != null && value < 1) {
            throw new UsageError(option + " must be 1 or more, got " + value + "; leave it out for no limit");
        }
    }
}
