package io.rivulet.cli.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.cli.option.ModelOption;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.TensorLayout;
import io.rivulet.core.model.TensorSpec;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what a bundle holds. */
@Command(
        name = "inspect",
        header = "Show what is in a model bundle.",
        description = "Checks a bundle against every rule of the format and prints what it holds.")
public final class InspectCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final ModelOption model = new ModelOption();

    @Override
    public Integer call() {
        Bundle bundle = model.bundle();
        ModelConfig config = bundle.config();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        line(out, "model", config.name());
        line(out, "fingerprint", bundle.fingerprint().hex());
        line(out, "licence", bundle.provenance().licence());
        line(out, "symbols", config.emission().kind().toString().toLowerCase(Locale.ROOT));
        line(out, "emission", config.emission().toString());
        line(out, "frame", config.frame() + " symbols a step");
        line(out, "latents", config.latents() + " a step");
        line(
                out,
                "decoder",
                config.decoderLayers() + " layers, width " + config.width() + ", complex states " + config.states());
        long serving = numbers(TensorLayout.serving(config));
        line(
                out,
                "parameters",
                serving + " that serve, " + (bundle.weights().parameters() - serving) + " for training only");
        line(
                out,
                "session",
                (long) Float.BYTES * config.stateFloats() + " bytes of state, and up to " + (config.frame() - 1)
                        + " pending symbols");
        for (Map.Entry<String, JsonNode> field : bundle.provenance().training().properties()) {
            line(out, "training." + field.getKey(), brief(field.getValue()));
        }
        out.flush();
        return 0;
    }

    private static long numbers(List<TensorSpec> specs) {
        return specs.stream().mapToLong(TensorSpec::size).sum();
    }

    private static String brief(JsonNode value) {
        return value.isContainerNode() ? value.size() + " entries" : value.asText();
    }

    private static void line(PrintWriter out, String name, String value) {
        out.printf(Locale.ROOT, "%-24s %s%n", name, value);
    }
}
