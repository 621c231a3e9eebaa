package io.rivulet.core.benchmark;

import io.rivulet.core.numerics.Kernels;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs the benchmarks, all or those that are named, with modest settings; prints plain tables of medians and ratios.
 */
public final class Benchmarks {

    private static final List<String> PARTS =
            List.of("blocks", "history", "peers", "products", "shares", "passes", "profile");

    private final PrintStream out = System.out;
    private final JmhRun jmh;
    private final boolean quick;

    private Benchmarks(boolean quick) {
        this.quick = quick;
        jmh = new JmhRun(quick);
    }

    public static void main(String[] arguments) throws RunnerException, IOException {
        List<String> named = new ArrayList<>(List.of(arguments));
        boolean quick = named.remove("--quick");
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            System.err.println("the benchmarks need the module jdk.incubator.vector, found none; start Java with"
                    + " --add-modules=jdk.incubator.vector");
            System.exit(2);
        }
        System.out.printf(
                Locale.ROOT,
                "%s %s; %s; %s; %d cores%n",
                System.getProperty("java.vm.name"),
                Runtime.version(),
                Kernels.best().describe(),
                Sgemm.kernel(),
                Runtime.getRuntime().availableProcessors());
        Benchmarks benchmarks = new Benchmarks(quick);
        for (String part : named.isEmpty() ? PARTS : named) {
            benchmarks.run(part);
        }
    }

    private void run(String part) throws RunnerException, IOException {
        switch (part) {
            case "blocks" -> blocks();
            case "history" -> new HistoryTable(out).print();
            case "peers" -> PeersBenchmark.main(new String[] {"--generation"});
            case "products" ->
                new KernelTables(jmh, out)
                        .products(
                                quick ? List.of(64) : List.of(64, 128, 256),
                                quick ? List.of(16, 128, 1024) : List.of(16, 32, 64, 128, 256, 512, 1024));
            case "shares" ->
                new KernelTables(jmh, out)
                        .shares(List.of(
                                new KernelTables.Shape(128, 1, 128),
                                new KernelTables.Shape(256, 1, 1024),
                                new KernelTables.Shape(256, 8, 128),
                                new KernelTables.Shape(256, 64, 16)));
            case "passes" ->
                new KernelTables(jmh, out)
                        .passes(
                                quick ? List.of(64) : List.of(64, 128, 256),
                                quick ? List.of(1, 8) : List.of(1, 8, 64),
                                quick ? List.of(16, 128) : List.of(1, 16, 128, 1024));
            case "profile" -> new ProfileTable(out).print();
            default -> throw new IllegalArgumentException("no part is called " + part);
        }
    }

    private void blocks() {
        List<Integer> widths = quick ? List.of(64) : List.of(64, 256);
        BlockTables blocks = new BlockTables(out);
        blocks.decoder(widths, List.of(16, 128, 1024));
        blocks.generation(widths, quick ? List.of(128) : List.of(16, 128, 1024));
    }
}
