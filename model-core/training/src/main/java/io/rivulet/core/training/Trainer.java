package io.rivulet.core.training;

import io.rivulet.core.data.Sequences;
import io.rivulet.core.data.UnusableFile;
import io.rivulet.core.model.Weights;
import io.rivulet.core.numerics.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The training loop. Every step draws its batch, cuts and noise from (seed, step, shard) alone, shards are summed in
 * their order, and a checkpoint holds all else, so an interrupted run that goes on gives the same weights.
 */
public final class Trainer implements AutoCloseable {
    /** The recurrence's own parameters move slowly. */
    private static final OptimiserSettings OPTIMISER =
            new OptimiserSettings(0.99, 0.01, Set.of("nu", "theta", "log_gamma"), 0.3, 1);

    private final TrainingPlan plan;
    private final Sequences data;
    private final @Nullable Sequences heldOut;
    private final Parameters parameters;
    private final AdamW optimiser;
    private final List<Objective> objectives = new ArrayList<>();
    private final ExecutorService threads;
    private final int shards;
    private final float[][] gradients;
    private final double[] reconstruction;
    private final double[] divergence;
    private final List<Progress> curve = new ArrayList<>();
    private final ProcessorTime processor = new ProcessorTime();
    private double secondsBefore;

    /** @param heldOut sequences whose bound is tracked beside the loss, never trained on */
    public Trainer(TrainingPlan plan, Sequences data, @Nullable Sequences heldOut, int threadCount) {
        this.plan = plan;
        this.data = data;
        this.heldOut = heldOut;
        parameters = plan.model().initialise(plan.seed());
        optimiser = new AdamW(parameters, OPTIMISER);
        shards = plan.batch() / plan.model().shard();
        Kernels kernels = Kernels.best();
        for (int i = 0; i < Math.min(threadCount, shards); i++) {
            objectives.add(plan.model().objective(kernels, parameters, data.steps()));
        }
        threads = Executors.newFixedThreadPool(objectives.size(), task -> {
            Thread thread = new Thread(task, "training");
            thread.setDaemon(true);
            return thread;
        });
        gradients = new float[shards][parameters.size()];
        reconstruction = new double[shards];
        divergence = new double[shards];
    }

    /**
     * Runs to the plan's last step, from the checkpoint where there is one.
     *
     * @param every steps between two reports, each followed by a checkpoint
     */
    public Weights run(@Nullable Path checkpoint, int every, Consumer<Progress> report)
            throws IOException, InterruptedException {
        resume(checkpoint);
        int done = optimiser.stepsDone();
        long start = System.nanoTime();
        int from = done;
        double[] sums = new double[3];
        int last = done;
        while (done < plan.steps()) {
            gradient(done);
            long begun = processor.now();
            sums[0] += Arrays.stream(reconstruction).sum() / plan.batch();
            sums[1] += Arrays.stream(divergence).sum() / plan.batch();
            sums[2] += optimiser.step(gradients[0], plan.learningRate(done));
            processor.addSince(begun);
            done++;
            if (done % every == 0 || done == plan.steps()) {
                double rate = (done - from) * 1e9 / (System.nanoTime() - start);
                int count = done - last;
                Progress progress = new Progress(
                        done,
                        secondsBefore + processor.seconds(),
                        sums[0] / count,
                        sums[1] / count,
                        sums[2] / count,
                        heldOut == null ? Double.NaN : heldOutBound(heldOut),
                        rate,
                        (plan.steps() - done) / rate);
                curve.add(progress);
                report.accept(progress);
                Arrays.fill(sums, 0);
                last = done;
                if (checkpoint != null) {
                    save(checkpoint, progress.seconds());
                }
            }
        }
        return parameters.toWeights();
    }

    /** The learning curve so far, over all interruptions. */
    public List<Progress> curve() {
        return List.copyOf(curve);
    }

    private void gradient(int done) throws InterruptedException {
        List<Future<?>> tasks = new ArrayList<>();
        for (int worker = 0; worker < objectives.size(); worker++) {
            int first = worker;
            tasks.add(threads.submit(() -> {
                long begun = processor.now();
                Objective objective = objectives.get(first);
                objective.refresh();
                objective.relax(plan.relaxation(done));
                for (int shard = first; shard < shards; shard += objectives.size()) {
                    gradient(objective, done, shard);
                }
                processor.addSince(begun);
            }));
        }
        await(tasks);
        long begun = processor.now();
        for (int shard = 1; shard < shards; shard++) {
            for (int i = 0; i < gradients[0].length; i++) {
                gradients[0][i] += gradients[shard][i];
            }
        }
        objectives.get(0).finish(gradients[0]);
        processor.addSince(begun);
    }

    private void gradient(Objective objective, int done, int shard) {
        SplittableRandom random = NoiseStream.of(plan.seed(), done, shard);
        float[] symbols = new float[plan.model().shard() * data.steps() * data.frame()];
        int[] cuts = new int[plan.model().shard()];
        for (int i = 0; i < cuts.length; i++) {
            data.copy(random.nextInt(data.count()), symbols, i);
            boolean whole = random.nextDouble() < plan.wholeShare();
            int cut = random.nextInt(data.steps());
            cuts[i] = whole ? 0 : cut;
        }
        Arrays.fill(gradients[shard], 0f);
        Objective.Nats nats = objective.forward(symbols, cuts, random);
        float scale = 1f / (plan.batch() * data.steps() * data.frame());
        objective.backward(symbols, cuts, plan.divergenceWeight(done), scale, gradients[shard]);
        reconstruction[shard] = Arrays.stream(nats.reconstruction()).sum();
        divergence[shard] = Arrays.stream(nats.divergence()).sum();
    }

    private double heldOutBound(Sequences sequences) {
        Objective objective = objectives.get(0);
        objective.refresh();
        return BoundEstimate.of(objective, plan.model().shard(), sequences, 0, 1, plan.seed())
                .mean();
    }

    private static void await(List<Future<?>> tasks) throws InterruptedException {
        for (Future<?> task : tasks) {
            try {
                task.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a training thread failed", e.getCause());
            }
        }
    }

    private void resume(@Nullable Path checkpoint) throws IOException {
        if (checkpoint == null || !Files.exists(checkpoint)) {
            return;
        }
        Checkpoint saved = Checkpoint.read(checkpoint);
        if (!saved.plan().equals(plan.toString())) {
            throw new UnusableFile("a checkpoint goes on with the plan that it was made with, " + checkpoint
                    + " holds another; give the same options, or remove it to begin anew");
        }
        System.arraycopy(saved.values(), 0, parameters.values(), 0, parameters.size());
        optimiser.restore(saved.optimiser());
        curve.addAll(saved.curve());
        secondsBefore = saved.seconds();
    }

    private void save(Path checkpoint, double seconds) throws IOException {
        new Checkpoint(plan.toString(), optimiser.state(), seconds, curve, parameters.values()).write(checkpoint);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
