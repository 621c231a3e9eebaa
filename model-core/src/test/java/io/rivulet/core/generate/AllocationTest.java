package io.rivulet.core.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.ScalarKernels;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JVM counts what a thread allocates; compilers need some seconds before vectors stay in registers. */
@Tag("own-jvm")
class AllocationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Passes in a row that must allocate nothing. */
    private static final int PASSES = 20;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @MethodSource("io.rivulet.core.TinyModels#emissions")
    void thePassesOfABlockAllocateNothing(Emission emission) {
        assumeThat(threads.isThreadAllocatedMemorySupported()).isTrue();
        Kernels kernels = Kernels.best();
        assumeThat(kernels).isNotInstanceOf(ScalarKernels.class);
        Bundle bundle = Tiny.bundle(emission, 1);
        Generator generator = new Generator(bundle, kernels);
        int frame = bundle.config().frame();
        List<BlockRequest> batch = new ArrayList<>();
        for (int session = 0; session < 8; session++) {
            int symbols = (1 + session) * frame + session % 2;
            batch.add(new BlockRequest(generator.start(), symbols, Randomness.of(1, "session " + session, 1)));
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        long allocated = Long.MAX_VALUE;
        while (allocated > 0 && System.nanoTime() < end) {
            allocated = allocated(generator, batch);
        }
        assertThat(allocated).isZero();
    }

    private long allocated(Generator generator, List<BlockRequest> batch) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int pass = 0; pass < PASSES; pass++) {
            generator.pass(batch);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
