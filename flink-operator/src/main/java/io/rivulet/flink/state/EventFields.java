package io.rivulet.flink.state;

import io.rivulet.core.emission.SymbolKind;
import io.rivulet.flink.event.Origin;
import io.rivulet.flink.event.SourcePosition;
import io.rivulet.flink.event.Symbols;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The parts that events share, without a version of their own: the records around them have one. */
final class EventFields {

    /** Stands in the instances that Flink asks serializers for and that nothing reads. */
    static final Origin NO_ORIGIN = new Origin("none", "", 0, Map.of(), new SourcePosition("", 0, 0, null));

    private EventFields() {}

    static void writeSource(SourcePosition source, DataOutputView out) throws IOException {
        Fields.writeText(source.topic(), out);
        out.writeInt(source.partition());
        out.writeLong(source.offset());
        Fields.writeOptional(source.timestampMillis(), (millis, to) -> to.writeLong(millis), out);
    }

    static SourcePosition readSource(DataInputView in) throws IOException {
        return new SourcePosition(
                Fields.readText(in), in.readInt(), in.readLong(), Fields.readOptional(DataInputView::readLong, in));
    }

    static void writeOrigin(Origin origin, DataOutputView out) throws IOException {
        Fields.writeText(origin.sessionId(), out);
        Fields.writeText(origin.requestId(), out);
        out.writeLong(origin.eventTimeMillis());
        Fields.writeTexts(origin.headers(), out);
        writeSource(origin.source(), out);
    }

    static Origin readOrigin(DataInputView in) throws IOException {
        return new Origin(
                Fields.readText(in), Fields.readText(in), in.readLong(), Fields.readTexts(in), readSource(in));
    }

    static void writeSymbols(Symbols symbols, DataOutputView out) throws IOException {
        out.writeByte(symbols.kind().ordinal());
        Fields.writeFloats(symbols.values(), out);
    }

    static Symbols readSymbols(DataInputView in) throws IOException {
        return new Symbols(Fields.readConstant(SymbolKind.values(), in), Fields.readFloats(in));
    }
}
