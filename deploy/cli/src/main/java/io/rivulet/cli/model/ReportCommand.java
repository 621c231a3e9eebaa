package io.rivulet.cli.model;

import io.rivulet.cli.option.UsageError;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.report.Comparison;
import io.rivulet.core.report.Comparisons;
import io.rivulet.core.report.Figures;
import io.rivulet.core.report.Report;
import io.rivulet.core.report.ReportPage;
import io.rivulet.core.report.Scale;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains the model and its peers, measures all alike, and writes the page. */
@Command(
        name = "report",
        header = "Train the model and its peers on the same data, measure all alike, write the page.",
        description = "Trains the model, its variants and its peers (S5, Mamba, Transformer) on the same data,"
                + " measures bounds, samples, completions and speed of all alike, and writes a page with tables and"
                + " pictures. What the folder of work already holds is not done again: an interrupted report goes on"
                + " where it was.",
        showDefaultValues = true,
        sortOptions = false)
public final class ReportCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--mnist",
            paramLabel = "DIR",
            description = "Folder of the four IDX files of MNIST, gzipped, under their usual names.")
    private @Nullable Path mnist;

    @Option(
            names = "--cifar",
            paramLabel = "DIR",
            description =
                    "Folder of CIFAR-10 in its binary layout, gzipped: data_batch_*.bin.gz and test_batch.bin.gz.")
    private @Nullable Path cifar;

    @Option(names = "--text", paramLabel = "FILE", description = "Any text, plain or gzipped.")
    private @Nullable Path text;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            required = true,
            showDefaultValue = Visibility.NEVER,
            description = "Where checkpoints and figures are kept.")
    private Path work = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "docs/report.md",
            description =
                    "The page: figures go between its marks, what else it says stays. Figures as JSON and pictures"
                            + " go to the folder report beside it.")
    private Path out = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Just this model, mnist/S5 say, to be repeated; else all of them.")
    private List<String> models = List.of();

    @Option(
            names = "--prepare",
            description = "Train and judge, but take no times and write no page. Processes with different models can"
                    + " share the folder of work.")
    private boolean prepare;

    @Option(names = "--quick", description = "Ends within ten minutes and shows only that everything works.")
    private boolean quick;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Of all randomness.")
    private long seed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
        List<Comparison> comparisons = chosen(comparisons());
        Scale scale = quick ? Scale.QUICK : Scale.FULL;
        Path pictures = out.toAbsolutePath().resolveSibling("report");
        Report report = new Report(scale, seed, work.resolve(scale.name()), pictures, line -> {
            print.println(line);
            print.flush();
        });
        if (prepare) {
            for (Comparison comparison : comparisons) {
                report.prepare(comparison);
            }
            return 0;
        }
        ReportPage page = ReportPage.read(out);
        String machine = Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("os.arch") + ", Java " + Runtime.version().feature() + ", "
                + Kernels.best().describe();
        Figures figures = report.run(comparisons, "deploy/rivulet report" + (quick ? " --quick" : ""), machine);
        figures.write(pictures.resolve("figures.json"));
        Files.writeString(out, page.with(figures));
        print.printf(Locale.ROOT, "wrote %s%n", out);
        return 0;
    }

    private List<Comparison> comparisons() throws IOException {
        List<Comparison> comparisons = new ArrayList<>();
        if (mnist != null) {
            comparisons.add(Comparisons.digits(mnist));
        }
        if (cifar != null) {
            comparisons.add(Comparisons.colours(cifar));
        }
        if (text != null) {
            comparisons.add(Comparisons.text(text));
        }
        if (comparisons.isEmpty()) {
            throw new UsageError("a report needs data, found no folder; name --mnist, --cifar or --text");
        }
        return comparisons;
    }

    /** The data sets of the models that are asked for, with those alone. */
    private List<Comparison> chosen(List<Comparison> all) {
        if (models.isEmpty()) {
            return all;
        }
        List<String> known = all.stream()
                .flatMap(
                        comparison -> comparison.candidates().stream().map(one -> comparison.name() + "/" + one.name()))
                .toList();
        for (String model : models) {
            if (!known.contains(model)) {
                throw new UsageError(
                        "--model names a model of the data given, found " + model + "; choose of " + known);
            }
        }
        return all.stream()
                .map(comparison -> comparison.only(one -> models.contains(comparison.name() + "/" + one.name())))
                .filter(comparison -> !comparison.candidates().isEmpty())
                .toList();
    }
}
