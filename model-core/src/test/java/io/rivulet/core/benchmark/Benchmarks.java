package io.rivulet.core.benchmark;

import io.rivulet.core.numerics.Kernels;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;

/** Runs every benchmark with modest settings and prints plain tables of medians and ratios. */
public final class Benchmarks {

    private static final String USAGE = "usage: Benchmarks [--quick]   (--quick: width 64 only, shorter, less exact)";

    private Benchmarks() {}

    public static void main(String[] arguments) throws RunnerException, IOException {
        boolean quick = List.of(arguments).equals(List.of("--quick"));
        if (arguments.length > 0 && !quick) {
            System.err.println(USAGE);
            System.exit(2);
        }
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            System.err.println("the benchmarks need the module jdk.incubator.vector, found none; start Java with"
                    + " --add-modules=jdk.incubator.vector");
            System.exit(2);
        }
        PrintStream out = System.out;
        out.printf(
                Locale.ROOT,
                "%s %s; %s; %s; %d cores%n",
                System.getProperty("java.vm.name"),
                Runtime.version(),
                Kernels.best().describe(),
                Sgemm.kernel(),
                Runtime.getRuntime().availableProcessors());
        JmhRun jmh = new JmhRun(quick);
        List<Integer> widths = quick ? List.of(64) : List.of(64, 256);
        BlockTables blocks = new BlockTables(jmh, out);
        blocks.decoder(widths, List.of(16, 128, 1024));
        blocks.generation(widths, quick ? List.of(128) : List.of(16, 128, 1024));
        new HistoryTable(out).print();
        out.println();
        PeersBenchmark.main(new String[] {"--generation"});
        KernelTables kernels = new KernelTables(jmh, out);
        List<Integer> rows = quick ? List.of(16, 128, 1024) : List.of(16, 32, 64, 128, 256, 512, 1024);
        kernels.products(quick ? List.of(64) : List.of(64, 128, 256), rows);
        kernels.shares(List.of(
                new KernelTables.Shape(128, 1, 128),
                new KernelTables.Shape(256, 1, 1024),
                new KernelTables.Shape(256, 8, 128),
                new KernelTables.Shape(256, 64, 16)));
        kernels.passes(
                quick ? List.of(64) : List.of(64, 128, 256),
                quick ? List.of(1, 8) : List.of(1, 8, 64),
                quick ? List.of(16, 128) : List.of(1, 16, 128, 1024));
    }
}
