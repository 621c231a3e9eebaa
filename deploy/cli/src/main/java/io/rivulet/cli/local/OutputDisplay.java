package io.rivulet.cli.local;

import io.rivulet.cli.digits.Digit;
import io.rivulet.cli.print.ChunkPrinter;
import io.rivulet.cli.print.Console;
import io.rivulet.cli.print.RejectionPrinter;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.RejectedPrompt;
import io.rivulet.testbed.kafka.Received;
import io.rivulet.testbed.kafka.TopicReader;
import java.time.Duration;
import java.util.Optional;

/** Reads what the job writes, shows it, and lets the tally see every piece of it. */
final class OutputDisplay {
    private static final Duration POLL = Duration.ofMillis(100);
    /** What is written twice comes with one of the next checkpoints. */
    private static final Duration AFTERMATH = Duration.ofSeconds(1);

    private final Console console;
    private final Tally tally;
    private final DigitDrawing drawing;
    private final ChunkPrinter others;
    private final RejectionPrinter rejections;
    private final TopicReader<GeneratedChunk> chunks;
    private final TopicReader<RejectedPrompt> letters;
    private boolean broken;

    OutputDisplay(
            Console console,
            Demonstration demonstration,
            Tally tally,
            TopicReader<GeneratedChunk> chunks,
            TopicReader<RejectedPrompt> letters) {
        this.console = console;
        this.tally = tally;
        this.drawing = new DigitDrawing(console, demonstration);
        this.others = new ChunkPrinter(console, false, Digit.WIDTH);
        this.rejections = new RejectionPrinter(console, false);
        this.chunks = chunks;
        this.letters = letters;
    }

    /** Reads until everything is answered; false if that took too long, the job failed or a stop was asked for. */
    boolean watch(Duration patience, RunHealth health, Stop stop) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!tally.complete()) {
            if (stop.requested() || failed(health)) {
                return false;
            }
            if (System.nanoTime() > deadline) {
                console.err()
                        .println("rivulet: all answers must come within " + patience.toSeconds()
                                + " s, some did not; see the log, or allow more with --timeout");
                return false;
            }
            readDemonstration();
        }
        long end = System.nanoTime() + AFTERMATH.toNanos();
        while (System.nanoTime() < end) {
            readDemonstration();
        }
        return true;
    }

    /** Shows what others ask and what they are told, until the job fails or a stop is asked for. */
    void follow(RunHealth health, Stop stop) throws InterruptedException {
        while (!stop.requested() && !failed(health)) {
            for (Received<GeneratedChunk> received : chunks.poll(POLL)) {
                if (received instanceof Received.Event<GeneratedChunk> event) {
                    others.print(event.event());
                }
            }
            for (Received<RejectedPrompt> received : letters.poll(Duration.ZERO)) {
                if (received instanceof Received.Event<RejectedPrompt> event) {
                    rejections.print(event.event());
                }
            }
        }
    }

    private void readDemonstration() {
        for (Received<GeneratedChunk> received : chunks.poll(POLL)) {
            if (received instanceof Received.Event<GeneratedChunk> event) {
                tally.read(event.event());
                drawing.add(event.event());
            } else if (received instanceof Received.Unreadable<GeneratedChunk> unreadable) {
                tally.unreadable(unreadable.position(), unreadable.reason());
            }
        }
        drawing.paint();
        for (Received<RejectedPrompt> received : letters.poll(Duration.ZERO)) {
            if (received instanceof Received.Event<RejectedPrompt> event) {
                tally.read(event.event());
                drawing.line(console.ink().alarm(RejectionPrinter.line(event.event())));
            } else if (received instanceof Received.Unreadable<RejectedPrompt> unreadable) {
                tally.unreadable(unreadable.position(), unreadable.reason());
            }
        }
    }

    private boolean failed(RunHealth health) throws InterruptedException {
        Optional<String> flaw = health.flaw();
        flaw.ifPresent(why -> console.err().println("rivulet: " + why));
        broken |= flaw.isPresent();
        return flaw.isPresent();
    }

    /** Whether something that the run needs was lost, which was told. */
    boolean broken() {
        return broken;
    }
}
