package io.rivulet.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.emission.SymbolKind;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.RejectedPrompt;
import io.rivulet.schemas.event.RejectionReason;
import io.rivulet.schemas.event.SessionStart;
import io.rivulet.schemas.event.SourcePosition;
import io.rivulet.testbed.kafka.Position;
import io.rivulet.testbed.kafka.WireSymbols;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One session of frames of 4: 6 symbols observed, then 2 more and 8 generated in two chunks; one bad event. */
class TallyTest {
    private final Tally tally = new Tally(4);

    @BeforeEach
    void publish() {
        tally.published(prompt("first", 6, 0));
        tally.published(prompt("second", 2, 8));
        tally.publishedBad(new Position(0, 7));
    }

    @Test
    void allIsWellWhenEverythingCameBackOnceAndInOrder() {
        tally.read(chunk("first", 0, 1, 6, 0, 1));
        tally.read(chunk("second", 0, 2, 8, 4, 2));
        tally.read(letter(0, 7));
        assertThat(tally.complete()).isFalse();
        tally.read(chunk("second", 1, 2, 12, 4, 1));

        assertThat(tally.complete()).isTrue();
        assertThat(tally.faults()).isEmpty();
        assertThat(tally.line()).isEqualTo("answered=2 rejected=1 reprocessed=0");
    }

    @Test
    void aStepThatRanTwiceIsCountedAndIsAFault() {
        tally.read(chunk("first", 0, 1, 6, 0, 1));
        tally.read(chunk("second", 0, 2, 8, 4, 2));
        tally.read(chunk("second", 1, 2, 12, 4, 4));
        tally.read(letter(0, 7));

        assertThat(tally.line()).isEqualTo("answered=2 rejected=1 reprocessed=3");
        assertThat(tally.faults()).singleElement().asString().contains("3 steps");
    }

    @Test
    void whatIsMissingIsAFault() {
        tally.read(chunk("first", 0, 1, 6, 0, 1));
        tally.read(chunk("second", 0, 2, 8, 4, 2));

        assertThat(tally.complete()).isFalse();
        assertThat(tally.faults())
                .hasSize(2)
                .anySatisfy(fault -> assertThat(fault).contains("second").contains("4 of 8"))
                .anySatisfy(fault -> assertThat(fault).contains("was not rejected"));
    }

    @Test
    void aDuplicatedChunkIsAFault() {
        tally.read(chunk("first", 0, 1, 6, 0, 1));
        tally.read(chunk("first", 0, 1, 6, 0, 1));

        assertThat(tally.faults()).anySatisfy(fault -> assertThat(fault).contains("duplicated or out of order"));
    }

    @Test
    void aChunkThatLeavesAGapIsAFault() {
        tally.read(chunk("first", 0, 1, 6, 0, 1));
        tally.read(chunk("second", 1, 2, 12, 4, 1));

        assertThat(tally.faults()).anySatisfy(fault -> assertThat(fault).contains("expected chunk 0"));
    }

    @Test
    void aChunkAtAnotherPositionThanTheSessionsIsAFault() {
        tally.read(chunk("first", 0, 1, 5, 0, 1));

        assertThat(tally.faults())
                .anySatisfy(fault -> assertThat(fault).contains("position 5").contains("was at 6"));
    }

    @Test
    void aGoodEventThatWasRejectedIsAFault() {
        tally.read(letter(1, 1));

        assertThat(tally.faults()).anySatisfy(fault -> assertThat(fault).contains("is good"));
    }

    @Test
    void aRequestThatEndsTooSoonIsAFault() {
        tally.read(chunk("first", 0, 1, 6, 0, 1));
        tally.read(chunk("second", 0, 1, 8, 4, 2));

        assertThat(tally.faults()).anySatisfy(fault -> assertThat(fault).contains("after 4 symbols, 8 were asked"));
    }

    private static PromptEvent prompt(String request, int observed, long generate) {
        return PromptEvent.newBuilder()
                .setSessionId("s")
                .setRequestId(request)
                .setObserved(WireSymbols.of(SymbolKind.BINARY, new float[observed]))
                .setGenerateSymbols(generate)
                .setEventTime(Instant.EPOCH)
                .build();
    }

    private static GeneratedChunk chunk(String request, int index, int count, long position, int symbols, long steps) {
        return GeneratedChunk.newBuilder()
                .setSessionId("s")
                .setRequestId(request)
                .setModel("m")
                .setModelFingerprint("f")
                .setChunkIndex(index)
                .setChunkCount(count)
                .setPosition(position)
                .setSymbols(WireSymbols.of(SymbolKind.BINARY, new float[symbols]))
                .setLast(index == count - 1)
                .setSessionStart(SessionStart.NEW)
                .setStepsAbsorbed(steps)
                .setEventTime(Instant.EPOCH)
                .setSource(new SourcePosition("t", 0, 0L, null))
                .build();
    }

    private static RejectedPrompt letter(int partition, long offset) {
        return RejectedPrompt.newBuilder()
                .setSource(new SourcePosition("t", partition, offset, null))
                .setReason(RejectionReason.MALFORMED)
                .setMessage("m")
                .build();
    }
}
