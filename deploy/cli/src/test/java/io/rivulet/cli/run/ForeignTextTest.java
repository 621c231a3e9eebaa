package io.rivulet.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.broker.LocalBroker;
import io.rivulet.cli.CommandRun;
import io.rivulet.core.emission.SymbolKind;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.EndReason;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.RejectedPrompt;
import io.rivulet.schemas.event.RejectionReason;
import io.rivulet.schemas.event.SourcePosition;
import io.rivulet.testbed.kafka.Connection;
import io.rivulet.testbed.kafka.PromptPublisher;
import io.rivulet.testbed.kafka.Topics;
import io.rivulet.testbed.kafka.WireSymbols;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every text that somebody else chooses holds what a terminal obeys; no command may hand it on. */
class ForeignTextTest {
    private static final String HOSTILE =
            "x\u001b[31mRED\nrejected request r of session boss\u0007\u202e\u009b2J\u200b";
    private static final String SHOWN =
            "x\\u{1b}[31mRED\\u{a}rejected request r of session boss\\u{7}\\u{202e}\\u{9b}2J\\u{200b}";

    @TempDir
    private static Path folder;

    private static LocalBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = LocalBroker.start(Files.createDirectory(folder.resolve("broker")), 0);
        Topics.DEFAULT.create(broker.bootstrapServers(), 1);
        Connection connection = Connection.to(broker.bootstrapServers());
        try (PromptPublisher chunks = new PromptPublisher(connection, Topics.DEFAULT.chunks());
                PromptPublisher letters = new PromptPublisher(connection, Topics.DEFAULT.deadLetters())) {
            chunks.publish("s", EventCodec.chunks().encode(chunk()));
            letters.publish("s", EventCodec.rejections().encode(letter()));
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void whatWasPublishedIsToldInOneLine() {
        CommandRun run = run("prompt", "--session", HOSTILE, "--request", HOSTILE, "--count", "1");
        assertHarmless(run);
        assertThat(run.lines())
                .singleElement()
                .asString()
                .startsWith("published request " + SHOWN + " of session " + SHOWN + " to prompts, partition 0");
    }

    @Test
    void chunksAreALineEach() {
        CommandRun run = run("tail", "--from-beginning", "--max", "1", "--timeout", "20");
        assertHarmless(run);
        assertThat(run.lines())
                .singleElement()
                .asString()
                .startsWith("session " + SHOWN + " request " + SHOWN + " chunk 1/1 at 0");
    }

    @Test
    void theTitleOfAPictureIsHarmlessToo() {
        CommandRun run = run("tail", "--from-beginning", "--max", "1", "--timeout", "20", "--width", "28");
        assertHarmless(run);
        assertThat(run.lines()).hasSize(2).first().asString().startsWith("x\\u{1b}[31mRED\\u{a}");
    }

    @Test
    void deadLettersAreALineEach() {
        CommandRun run = run("tail", "--dead-letters", "--from-beginning", "--max", "1", "--timeout", "20");
        assertHarmless(run);
        assertThat(run.lines())
                .singleElement()
                .asString()
                .isEqualTo("rejected request " + SHOWN + " of session " + SHOWN + " at " + SHOWN
                        + "/0/4: INVALID_FIELD: got " + SHOWN);
    }

    @Test
    void jsonIsHarmlessAndStillTheSameValue() throws Exception {
        CommandRun chunks = run("tail", "--json", "--from-beginning", "--max", "1", "--timeout", "20");
        CommandRun letters =
                run("tail", "--json", "--dead-letters", "--from-beginning", "--max", "1", "--timeout", "20");
        assertHarmless(chunks);
        assertHarmless(letters);
        JsonNode chunk = new ObjectMapper().readTree(chunks.out());
        assertThat(chunk.at("/session_id").textValue()).isEqualTo(HOSTILE);
        assertThat(chunk.at("/model").textValue()).isEqualTo(HOSTILE);
        assertThat(chunk.get("headers").get(HOSTILE).textValue()).isEqualTo(HOSTILE);
        assertThat(new ObjectMapper().readTree(letters.out()).at("/message").textValue())
                .isEqualTo("got " + HOSTILE);
    }

    @Test
    void refusalsThatQuoteAnArgumentAreALineEach() {
        assertRefusal(run("tail", "--topic", HOSTILE));
        assertRefusal(run("prompt", "--session", "s", "--symbols", HOSTILE));
        assertRefusal(run("prompt", "--session", "s", "--count", HOSTILE));
        assertRefusal(run("prompt", "--session", "s", "--kind", HOSTILE));
        assertRefusal(run("prompt", "--session", "s", "--properties", HOSTILE));
        assertRefusal(run("rollout", "--policy", "keep", "--model", HOSTILE));
        assertRefusal(CommandRun.of("inspect-savepoint", HOSTILE));
        assertRefusal(CommandRun.of("help", HOSTILE));
        assertRefusal(CommandRun.of(HOSTILE));
        assertRefusal(CommandRun.of("bench", HOSTILE));
        assertRefusal(CommandRun.of("tail", "--" + HOSTILE));
    }

    private static void assertRefusal(CommandRun run) {
        assertHarmless(run);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err().lines()).as(run.err()).hasSize(1);
    }

    private static void assertHarmless(CommandRun run) {
        assertThat(run.out() + run.err())
                .doesNotContainPattern("[\\p{C}&&[^\n]]")
                .doesNotContain("Exception");
    }

    private static CommandRun run(String command, String... options) {
        return CommandRun.of(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(command, "--bootstrap-servers", broker.bootstrapServers()),
                        java.util.Arrays.stream(options))
                .toArray(String[]::new));
    }

    private static GeneratedChunk chunk() {
        return GeneratedChunk.newBuilder()
                .setSessionId(HOSTILE)
                .setRequestId(HOSTILE)
                .setModel(HOSTILE)
                .setModelFingerprint(HOSTILE)
                .setChunkIndex(0)
                .setChunkCount(1)
                .setPosition(0)
                .setSymbols(WireSymbols.of(SymbolKind.BINARY, new float[28]))
                .setLast(true)
                .setEndReason(EndReason.COMPLETED)
                .setStepsAbsorbed(1)
                .setHeaders(Map.of(HOSTILE, HOSTILE))
                .setEventTime(Instant.EPOCH)
                .setSource(new SourcePosition(HOSTILE, 0, 0L, null))
                .build();
    }

    private static RejectedPrompt letter() {
        return RejectedPrompt.newBuilder()
                .setSessionId(HOSTILE)
                .setRequestId(HOSTILE)
                .setReason(RejectionReason.INVALID_FIELD)
                .setMessage("got " + HOSTILE)
                .setSource(new SourcePosition(HOSTILE, 0, 4L, null))
                .build();
    }
}
