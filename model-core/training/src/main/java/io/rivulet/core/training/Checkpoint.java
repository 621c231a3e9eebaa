package io.rivulet.core.training;

import io.rivulet.core.data.UnusableFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an interrupted training goes on: big-endian, {@code magic(8) version(4) plan(UTF) done(4) seconds(8) curve(4 +
 * 64 each) size(4) values mean square (4 * size each)}. Replaced as a whole, so that a crash leaves the last good one.
 */
record Checkpoint(String plan, AdamW.State optimiser, double seconds, List<Progress> curve, float[] values) {
    private static final long MAGIC = 0x524956_554C4554L;
    private static final int VERSION = 1;
    private static final int MAX_SIZE = 1 << 28;

    void write(Path file) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(next)))) {
            out.writeLong(MAGIC);
            out.writeInt(VERSION);
            out.writeUTF(plan);
            out.writeInt(optimiser.done());
            out.writeDouble(seconds);
            out.writeInt(curve.size());
            for (Progress p : curve) {
                out.writeInt(p.step());
                out.writeInt(0);
                double[] numbers = {
                    p.seconds(),
                    p.reconstruction(),
                    p.divergence(),
                    p.gradientNorm(),
                    p.heldOut(),
                    p.stepsPerSecond(),
                    p.secondsLeft()
                };
                for (double number : numbers) {
                    out.writeDouble(number);
                }
            }
            out.writeInt(values.length);
            for (float[] floats : List.of(values, optimiser.mean(), optimiser.square())) {
                ByteBuffer bytes = ByteBuffer.allocate(4 * floats.length);
                bytes.asFloatBuffer().put(floats);
                out.write(bytes.array());
            }
        }
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    static Checkpoint read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readLong() != MAGIC || in.readInt() != VERSION) {
                throw new UnusableFile(file + " is no training checkpoint of version " + VERSION
                        + "; remove it to begin anew, or name another with --checkpoint");
            }
            String plan = in.readUTF();
            int done = in.readInt();
            double seconds = in.readDouble();
            int points = bounded(in.readInt(), file);
            List<Progress> curve = new ArrayList<>();
            for (int i = 0; i < points; i++) {
                int step = in.readInt();
                in.readInt();
                curve.add(new Progress(
                        step,
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble()));
            }
            int size = bounded(in.readInt(), file);
            float[] values = floats(in, size);
            return new Checkpoint(
                    plan, new AdamW.State(done, floats(in, size), floats(in, size)), seconds, curve, values);
        } catch (EOFException | UTFDataFormatException | BufferUnderflowException e) {
            throw new UnusableFile(
                    "a training checkpoint must be whole, " + file + " is not; remove it to begin anew", e);
        }
    }

    private static int bounded(int count, Path file) throws IOException {
        if (count < 0 || count > MAX_SIZE) {
            throw new UnusableFile(file + " is damaged: a count must be at most " + MAX_SIZE + ", found " + count
                    + "; remove it to begin anew");
        }
        return count;
    }

    private static float[] floats(DataInputStream in, int size) throws IOException {
        float[] floats = new float[size];
        ByteBuffer.wrap(in.readNBytes(4 * size)).asFloatBuffer().get(floats);
        return floats;
    }
}
