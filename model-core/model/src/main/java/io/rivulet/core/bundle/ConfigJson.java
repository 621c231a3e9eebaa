package io.rivulet.core.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.core.model.Conditioning;
import io.rivulet.core.model.ModelConfig;
import java.nio.charset.StandardCharsets;

/** {@code config.json}: what a model is, where it comes from, and the version of the format. */
final class ConfigJson {

    static final String FILE = "config.json";
    static final int FORMAT = 1;
    private static final String CONDITIONING = "conditioning";
    private static final String PARTIAL_POSTERIOR = "partial_posterior";

    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DefaultPrettyPrinter PRETTY = new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"));

    /** What the file says. */
    record Content(ModelConfig config, Provenance provenance) {}

    private ConfigJson() {}

    static Content read(byte[] bytes) {
        ConfigFields file = new ConfigFields(FILE, StrictJson.object(FILE, bytes));
        int format = file.integer("format");
        if (format != FORMAT) {
            throw new BundleException(
                    FILE + ": format must be " + FORMAT,
                    Integer.toString(format),
                    "use the release of this program that wrote the bundle, or convert the bundle");
        }
        ConfigFields architecture = file.object("architecture");
        try {
            ModelConfig config = ModelConfig.named(file.text("name"))
                    .frame(architecture.integer("frame"))
                    .latents(LatentsJson.read(architecture))
                    .conditioning(conditioning(architecture))
                    .width(architecture.integer("width"))
                    .states(architecture.integer("states"))
                    .decoderLayers(architecture.integer("decoder_layers"))
                    .encoderLayers(architecture.integer("encoder_layers"))
                    .flowLayers(architecture.integer("flow_layers"))
                    .emission(EmissionJson.read(file.object("emission")))
                    .build();
            Provenance provenance = new Provenance(file.text("licence"), file.open("training"));
            architecture.requireNothingElse();
            file.requireNothingElse();
            return new Content(config, provenance);
        } catch (IllegalArgumentException e) {
            throw new BundleException(FILE + ": " + e.getMessage(), e);
        }
    }

    /** What is not said is conditioning by observed input: one way to write each model, one fingerprint. */
    private static Conditioning conditioning(ConfigFields architecture) {
        if (!architecture.has(CONDITIONING)) {
            return Conditioning.OBSERVED;
        }
        String text = architecture.text(CONDITIONING);
        if (!text.equals(PARTIAL_POSTERIOR)) {
            throw new BundleException(
                    FILE + ": conditioning must be " + PARTIAL_POSTERIOR,
                    BundleException.shown(text),
                    "leave the field out for a decoder that reads observed frames");
        }
        return Conditioning.PARTIAL_POSTERIOR;
    }

    static byte[] write(ModelConfig config, Provenance provenance) {
        ObjectNode file = NODES.objectNode();
        file.put("format", FORMAT).put("name", config.name()).put("licence", provenance.licence());
        ObjectNode architecture = file.putObject("architecture").put("frame", config.frame());
        LatentsJson.write(config.latents(), architecture);
        architecture
                .put("width", config.width())
                .put("states", config.states())
                .put("decoder_layers", config.decoderLayers())
                .put("encoder_layers", config.encoderLayers())
                .put("flow_layers", config.flowLayers());
        if (config.conditioning() == Conditioning.PARTIAL_POSTERIOR) {
            architecture.put(CONDITIONING, PARTIAL_POSTERIOR);
        }
        file.set("emission", EmissionJson.write(config.emission()));
        file.set("training", provenance.training());
        try {
            String text = MAPPER.writer(PRETTY).writeValueAsString(file) + "\n";
            return text.getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }

    static byte[] compact(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
