package io.rivulet.core.numerics;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * Arrays whose vectors do not straddle cache lines, which would halve the speed of a loop over them. G1 begins an array
 * larger than half a region at the begin of a region, so that the first line after the array's header of 16 bytes is 12
 * floats away. Other collectors put arrays where they like: nothing is lost there but speed.
 */
public final class Aligned {
    /** Where the first line begins. */
    public static final int FIRST = 12;

    private static final int LARGE = halfARegion() / Float.BYTES;

    private Aligned() {}

    /** Room for {@code count} floats from {@link #FIRST}. */
    public static float[] floats(int count) {
        return new float[Math.max(LARGE, Math.addExact(FIRST, count))];
    }

    private static int halfARegion() {
        try {
            HotSpotDiagnosticMXBean options = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return Boolean.parseBoolean(options.getVMOption("UseG1GC").getValue())
                    ? Integer.parseInt(options.getVMOption("G1HeapRegionSize").getValue()) / 2
                    : 0;
        } catch (IllegalArgumentException e) {
            // A JVM that has no such options has no G1 either.
            return 0;
        }
    }
}
