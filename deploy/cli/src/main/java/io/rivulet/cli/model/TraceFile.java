package io.rivulet.cli.model;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.generate.SessionState;
import io.rivulet.core.generate.TracedBlock;
import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.model.Latents;
import io.rivulet.core.model.ModelConfig;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A run written down so that an outsider can compute it again; {@code docs/bundle-format.md} specifies the fields. */
final class TraceFile implements Closeable {

    private final @Nullable JsonGenerator json;
    private final ModelConfig config;

    private TraceFile(@Nullable JsonGenerator json, ModelConfig config) {
        this.json = json;
        this.config = config;
    }

    /** Begins a trace at {@code path}; without a path nothing is written. */
    static TraceFile open(@Nullable Path path, Generator generator, float[] seen, SessionState state)
            throws IOException {
        ModelConfig config = generator.config();
        if (path == null) {
            return new TraceFile(null, config);
        }
        JsonGenerator json = new JsonFactory().createGenerator(Files.newOutputStream(path), JsonEncoding.UTF8);
        json.writeStartObject();
        json.writeStringField("fingerprint", generator.fingerprint().hex());
        json.writeNumberField("frame", config.frame());
        json.writeNumberField("latent", config.latents().draws());
        rows(json, "absorbed", seen, seen.length / config.frame(), config.frame());
        json.writeFieldName("pending");
        row(json, state.partial(), 0, state.pending());
        json.writeArrayFieldStart("blocks");
        return new TraceFile(json, config);
    }

    void write(TracedBlock block) throws IOException {
        if (json == null) {
            return;
        }
        Latents latents = config.latents();
        json.writeStartObject();
        if (latents instanceof GaussianLatents gaussian) {
            int width = gaussian.width();
            columns(json, "prior_mean", block.prior(), block.steps(), 2 * width, 0, width);
            columns(json, "prior_log_sd", block.prior(), block.steps(), 2 * width, width, width);
        } else {
            rows(json, "prior_logits", block.prior(), block.steps(), latents.parameters());
        }
        rows(json, "z", block.latents(), block.steps(), latents.inputs());
        rows(json, "logits", block.logits(), block.steps(), config.emission().logitsWidth(config.frame()));
        rows(json, "symbols", block.frames(), block.steps(), config.frame());
        json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        if (json != null) {
            json.writeEndArray();
            json.writeEndObject();
            json.close();
        }
    }

    private static void rows(JsonGenerator json, String name, float[] values, int rows, int width) throws IOException {
        columns(json, name, values, rows, width, 0, width);
    }

    /** {@code count} of the {@code width} numbers of each row, from {@code first}. */
    private static void columns(
            JsonGenerator json, String name, float[] values, int rows, int width, int first, int count)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (int i = 0; i < rows; i++) {
            row(json, values, i * width + first, count);
        }
        json.writeEndArray();
    }

    private static void row(JsonGenerator json, float[] values, int from, int width) throws IOException {
        json.writeStartArray();
        for (int i = from; i < from + width; i++) {
            json.writeNumber(values[i]);
        }
        json.writeEndArray();
    }
}
