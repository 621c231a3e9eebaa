package io.rivulet.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.ModelControl;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.schemas.event.RejectedPrompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractsTest {
    static Stream<Schema> contracts() {
        return Stream.of(
                PromptEvent.getClassSchema(),
                GeneratedChunk.getClassSchema(),
                RejectedPrompt.getClassSchema(),
                ModelControl.getClassSchema());
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void todaysContractIsTheLastPublishedVersion(Schema contract) {
        List<Schema> published = PublishedSchemas.of(contract.getName());

        assertThat(fingerprint(published.get(published.size() - 1)))
                .as("%s differs from its last version in the history folder: add a version", contract.getName())
                .isEqualTo(fingerprint(contract));
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void everyPublishedVersionIsAnotherAndReadableToday(Schema contract) {
        List<Schema> published = PublishedSchemas.of(contract.getName());

        assertThat(published.stream().map(ContractsTest::fingerprint)).doesNotHaveDuplicates();
        assertThat(published)
                .allSatisfy(version -> assertThat(SchemaCompatibility.checkReaderWriterCompatibility(contract, version)
                                .getType())
                        .isEqualTo(SchemaCompatibilityType.COMPATIBLE));
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void readersOfTheVersionBeforeCanReadTodaysEvents(Schema contract) {
        List<Schema> published = PublishedSchemas.of(contract.getName());
        if (published.size() > 1) {
            assertThat(SchemaCompatibility.checkReaderWriterCompatibility(published.get(published.size() - 2), contract)
                            .getType())
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        }
    }

    @Test
    void everyFileOfTheHistoryIsFound() throws IOException {
        Path history = Path.of("src/main/resources/io/rivulet/schemas/history");
        try (Stream<Path> files = Files.walk(history)) {
            assertThat(files.filter(Files::isRegularFile).count())
                    .isEqualTo(contracts()
                            .mapToInt(contract ->
                                    PublishedSchemas.of(contract.getName()).size())
                            .sum());
        }
    }

    @Test
    void everyRecordFieldAndEnumIsDocumented() {
        for (Schema type : types().values()) {
            assertThat(type.getDoc()).as(type.getName()).isNotBlank();
            if (type.getType() == Schema.Type.RECORD) {
                assertThat(type.getFields())
                        .allSatisfy(field ->
                                assertThat(field.doc()).as(field.name()).isNotBlank());
            }
        }
    }

    @Test
    void everyEnumHasADefaultForSymbolsToComeAndExplainsItsOwn() {
        List<Schema> enums = types().values().stream()
                .filter(type -> type.getType() == Schema.Type.ENUM)
                .toList();

        assertThat(enums).hasSize(5).allSatisfy(type -> {
            assertThat(type.getEnumDefault()).isEqualTo("UNKNOWN");
            assertThat(type.getEnumSymbols())
                    .allSatisfy(symbol -> assertThat(type.getDoc()).contains(symbol + ": "));
        });
    }

    /** All records and enums of the contracts by name. */
    static Map<String, Schema> types() {
        Map<String, Schema> types = new LinkedHashMap<>();
        contracts().forEach(contract -> collect(contract, types));
        return types;
    }

    private static void collect(Schema schema, Map<String, Schema> types) {
        switch (schema.getType()) {
            case RECORD -> {
                types.put(schema.getName(), schema);
                schema.getFields().forEach(field -> collect(field.schema(), types));
            }
            case ENUM -> types.put(schema.getName(), schema);
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, types));
            default -> {}
        }
    }

    static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }
}
