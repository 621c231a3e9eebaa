package io.rivulet.cli.model;

import io.rivulet.cli.option.ModelOption;
import io.rivulet.core.emission.SymbolKind;
import io.rivulet.core.emission.Temperature;
import io.rivulet.core.generate.BlockPlan;
import io.rivulet.core.generate.BlockRequest;
import io.rivulet.core.generate.BlockSize;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.generate.Randomness;
import io.rivulet.core.generate.SessionState;
import io.rivulet.core.generate.TracedBlock;
import io.rivulet.core.numerics.Kernels;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Continues a prompt. */
@Command(
        name = "generate",
        header = "Continue a prompt with a model, without broker or job.",
        description = "Reads the prompt, continues it, and prints the new symbols as a JSON array. The same bundle,"
                + " prompt, block, seed, temperature and session always print the same symbols.",
        sortOptions = false)
public final class GenerateCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final ModelOption model = new ModelOption();

    @Option(
            names = "--prompt",
            paramLabel = "FILE",
            description = "JSON array of the symbols seen so far, - for standard input. Without it the sequence begins"
                    + " from nothing.")
    private @Nullable Path prompt;

    @Option(names = "--count", paramLabel = "SYMBOLS", required = true, description = "How many symbols to generate.")
    private long count;

    @Option(
            names = "--block",
            paramLabel = "STEPS",
            defaultValue = "1",
            description = "Steps (frames) that are generated at once: 1 is best and slowest, more are faster."
                    + " Default: ${DEFAULT-VALUE}.")
    private int block;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "Another seed is another continuation. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "1",
            description = "0 (the most likely of everything) to 10; 1 is the model's own distribution. Default:"
                    + " ${DEFAULT-VALUE}.")
    private float temperature;

    @Option(
            names = "--session",
            paramLabel = "ID",
            defaultValue = "session",
            description = "Name of the session, which the random draws depend on. Default: ${DEFAULT-VALUE}.")
    private String session = "";

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "Also write every latent, logit and symbol to this file, as JSON.")
    private @Nullable Path trace;

    @Override
    public Integer call() throws IOException {
        Generator generator = new Generator(model.bundle(), Kernels.best());
        Randomness randomness = Randomness.of(seed, session, new Temperature(temperature));
        float[] seen = prompt == null ? new float[0] : PromptFile.read(prompt, System.in);
        SessionState state = generator.absorb(generator.start(), seen).state();
        BlockPlan plan = new BlockPlan(new BlockSize(block, generator.config().frame()), state.pending(), count);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        SymbolText text = new SymbolText(generator.config().emission().kind() != SymbolKind.REAL, out);
        try (TraceFile file = TraceFile.open(trace, generator, seen, state)) {
            for (int i = 0; i < plan.blocks(); i++) {
                TracedBlock traced = generator.trace(new BlockRequest(state, plan.symbolsIn(i), randomness));
                file.write(traced);
                text.write(traced.block().symbols());
                state = traced.block().state();
            }
        }
        text.end();
        return 0;
    }
}
