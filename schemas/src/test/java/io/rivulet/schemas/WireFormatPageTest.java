package io.rivulet.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** What the page of the wire format and the clients beside it say of the contracts is so. */
class WireFormatPageTest {
    private static final Path DOCS = Path.of("../docs");
    private static final Path HISTORY = Path.of("src/main/resources/io/rivulet/schemas/history");
    private static final Pattern ENTRY = Pattern.compile("\"([A-Za-z]+/v\\d+)\": \"([0-9a-f]{16})\"");

    @Test
    void everyRecordsTableHasItsFieldsInOrderWithTypesAndDefaults() throws IOException {
        String page = page();

        for (Schema type : ContractsTest.types().values()) {
            if (type.getType() == Schema.Type.RECORD) {
                List<String> rows = section(page, type.getName())
                        .lines()
                        .filter(line -> line.startsWith("|`"))
                        .toList();
                List<Schema.Field> fields = type.getFields();
                assertThat(rows).as(type.getName()).hasSameSizeAs(fields);
                for (int i = 0; i < rows.size(); i++) {
                    assertThat(rows.get(i)).startsWith(row(fields.get(i)));
                }
            }
        }
    }

    @Test
    void everyEnumsRowNamesAllItsSymbols() throws IOException {
        List<String> lines = page().lines().toList();

        for (Schema type : ContractsTest.types().values()) {
            if (type.getType() == Schema.Type.ENUM) {
                String row = lines.stream()
                        .filter(line -> line.startsWith("|`" + type.getName() + "`|"))
                        .findFirst()
                        .orElse("");
                assertThat(type.getEnumSymbols())
                        .filteredOn(symbol -> !symbol.equals(type.getEnumDefault()))
                        .allSatisfy(symbol -> assertThat(row).contains("`" + symbol + "`"));
            }
        }
    }

    @Test
    void itsFingerprintsAreThoseOfAllPublishedSchemas() throws IOException {
        String page = page();
        String begin = "<!-- fingerprints: begin -->\n";
        String table = page.substring(page.indexOf(begin) + begin.length(), page.indexOf("<!-- fingerprints: end -->"));

        assertThat(table)
                .isEqualTo(published().entrySet().stream()
                        .map(schema -> String.format(
                                Locale.ROOT,
                                "|`%s.avsc`|`%s`|`%016x`|\n",
                                schema.getKey(),
                                onTheWire(schema.getValue()),
                                schema.getValue()))
                        .collect(Collectors.joining(
                                "",
                                "|schema|on the wire, after `C3 01`|as a number, in messages|\n|---|---|---|\n",
                                "")));
    }

    @Test
    void theClientsKnowTheFingerprintsOfAllPublishedSchemas() throws IOException {
        Map<String, String> known = new TreeMap<>();
        Matcher entry = ENTRY.matcher(Files.readString(DOCS.resolve("clients/fingerprints.json")));
        while (entry.find()) {
            known.put(entry.group(1), entry.group(2));
        }
        Map<String, String> expected = new TreeMap<>();
        published().forEach((name, fingerprint) -> expected.put(name, onTheWire(fingerprint)));

        assertThat(known).isEqualTo(expected);
    }

    private static String page() throws IOException {
        return Files.readString(DOCS.resolve("wire-format.md"), StandardCharsets.UTF_8);
    }

    /** From the record's name in bold to what stands in bold next. */
    private static String section(String page, String record) {
        int begin = page.indexOf("\n**" + record);
        assertThat(begin).as("the section of %s", record).isPositive();
        int next = page.indexOf("\n**", begin + 1);
        int enums = page.indexOf("\n|enum|", begin);
        return page.substring(begin, next < 0 ? enums : Math.min(next, enums));
    }

    private static String row(Schema.Field field) {
        String fallback = field.hasDefaultValue() ? fallback(field) : "required";
        return "|`" + field.name() + "`|" + typeName(field.schema()) + "|" + fallback + "|";
    }

    private static String fallback(Schema.Field field) {
        Object value = field.defaultVal();
        return value == JsonProperties.NULL_VALUE ? "null" : String.valueOf(value);
    }

    private static String typeName(Schema schema) {
        return switch (schema.getType()) {
            case UNION ->
                schema.getTypes().stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .map(WireFormatPageTest::typeName)
                        .collect(Collectors.joining(" or ", schema.isNullable() ? "null or " : "", ""));
            case ARRAY -> "array of " + typeName(schema.getElementType());
            case MAP -> "map of " + typeName(schema.getValueType());
            case RECORD, ENUM -> schema.getName();
            default ->
                schema.getLogicalType() == null
                        ? schema.getName()
                        : schema.getLogicalType().getName();
        };
    }

    /** The fingerprints of all schemas of the history, by record and version. */
    private static Map<String, Long> published() throws IOException {
        Map<String, Long> fingerprints = new TreeMap<>();
        try (var files = Files.walk(HISTORY)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name =
                        HISTORY.relativize(file).toString().replace('\\', '/').replace(".avsc", "");
                fingerprints.put(name, ContractsTest.fingerprint(new Schema.Parser().parse(Files.readString(file))));
            }
        }
        return fingerprints;
    }

    private static String onTheWire(long fingerprint) {
        return HexFormat.of()
                .formatHex(ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(fingerprint)
                        .array());
    }
}
