package io.rivulet.core.generate;

import com.sun.management.ThreadMXBean;
import io.rivulet.core.TinyModels;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.emission.Temperature;
import io.rivulet.core.numerics.Kernels;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A main that prints its kernels and how many bytes the passes of a block allocate, once they allocate none or patience
 * has ended: compilers need some seconds before vectors stay in registers. Its argument is the number of one of {@link
 * TinyModels#emissions}.
 */
final class PassAllocation {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Passes in a row that must allocate nothing. */
    private static final int PASSES = 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private PassAllocation() {}

    public static void main(String[] arguments) {
        if (!THREADS.isThreadAllocatedMemorySupported() || !THREADS.isThreadAllocatedMemoryEnabled()) {
            throw new IllegalStateException("the JVM must count what a thread allocates, this one does not");
        }
        Kernels kernels = Kernels.best();
        Bundle bundle = TinyModels.bundle(TinyModels.emissions().get(Integer.parseInt(arguments[0])), 1);
        Generator generator = new Generator(bundle, kernels);
        int frame = bundle.config().frame();
        List<BlockRequest> batch = new ArrayList<>();
        for (int session = 0; session < 8; session++) {
            int symbols = (1 + session) * frame + session % 2;
            batch.add(new BlockRequest(
                    generator.start(), symbols, Randomness.of(1, "session " + session, Temperature.ONE)));
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        long allocated = Long.MAX_VALUE;
        while (allocated > 0 && System.nanoTime() < end) {
            allocated = allocated(generator, batch);
        }
        System.out.print(kernels.describe() + ": " + allocated + " bytes");
    }

    private static long allocated(Generator generator, List<BlockRequest> batch) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int pass = 0; pass < PASSES; pass++) {
            generator.pass(batch);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
