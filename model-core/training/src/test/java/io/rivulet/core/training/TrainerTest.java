package io.rivulet.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.core.data.Sequences;
import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.model.CategoricalLatents;
import io.rivulet.core.model.Conditioning;
import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.model.Latents;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class TrainerTest {
    private static final ModelConfig CONFIG = model(new GaussianLatents(2), Conditioning.OBSERVED, 1);
    private static final List<ModelConfig> MODELS = List.of(
            CONFIG,
            model(new CategoricalLatents(2, 4), Conditioning.OBSERVED, 0),
            model(new GaussianLatents(2), Conditioning.PARTIAL_POSTERIOR, 1),
            model(new CategoricalLatents(2, 4), Conditioning.PARTIAL_POSTERIOR, 0));
    private static final Sequences DATA = stripes(7);

    @TempDir
    private Path folder;

    @Test
    void trainingLowersTheBoundOfSequencesThatItHasNotSeen() throws Exception {
        List<Progress> curve = new ArrayList<>();
        try (Trainer trainer = new Trainer(plan(300, 1), DATA, stripes(8).first(64), 2)) {
            trainer.run(null, 50, curve::add);
        }
        double before = curve.get(0).heldOut();
        double after = curve.get(curve.size() - 1).heldOut();
        // A pattern holds 2 bits of phase and 1 of colour in each half, 2.8 nats; 24 fair coins cost 16.6.
        assertThat(after)
                .as("held-out bound, first %.2f", before)
                .isLessThan(0.75 * before)
                .isLessThan(11);
    }

    @ParameterizedTest
    @FieldSource("MODELS")
    void weightsDoNotDependOnTheNumberOfThreads(ModelConfig model) throws Exception {
        assertThat(train(plan(model, 6, 2), 1, null)).isEqualTo(train(plan(model, 6, 2), 2, null));
    }

    @ParameterizedTest
    @FieldSource("MODELS")
    void anInterruptedTrainingGoesOnFromItsCheckpointToTheSameWeights(ModelConfig model) throws Exception {
        Weights whole = train(plan(model, 9, 3), 2, null);
        Path checkpoint = folder.resolve("checkpoint");
        try (Trainer trainer = new Trainer(plan(model, 9, 3), DATA, null, 2)) {
            assertThatThrownBy(() -> trainer.run(checkpoint, 2, progress -> {
                        if (progress.step() == 6) {
                            throw new IllegalStateException("pulled the plug");
                        }
                    }))
                    .hasMessage("pulled the plug");
        }
        assertThat(Checkpoint.read(checkpoint).optimiser().done()).isEqualTo(4);
        assertThat(train(plan(model, 9, 3), 1, checkpoint)).isEqualTo(whole);
    }

    @Test
    void aCheckpointOfAnotherPlanIsRefusedWithTheRemedy() throws Exception {
        Path checkpoint = folder.resolve("checkpoint");
        train(plan(2, 4), 1, checkpoint);
        assertThatThrownBy(() -> train(plan(3, 4), 1, checkpoint))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds another")
                .hasMessageContaining("remove it");
    }

    @Test
    void aPlansTextIsTheOneThatCheckpointsHold() {
        assertThat(plan(9, 3).toString())
                .isEqualTo("TrainingPlan[model=VariationalTraining[config=ModelConfig[name=tiny, frame=4,"
                        + " latents=GaussianLatents[width=2], conditioning=OBSERVED, width=16, states=32,"
                        + " decoderLayers=1, encoderLayers=1, flowLayers=1,"
                        + " emission=AutoregressiveBernoulli[hidden=16]], freeNats=0.0], steps=9, batch=32,"
                        + " learningRate=0.01, rise=0.3, wholeShare=0.3, seed=3]");
    }

    @Test
    void aFileThatIsNoCheckpointIsRefusedWithTheRemedy() throws Exception {
        Path file = folder.resolve("checkpoint");
        java.nio.file.Files.write(file, new byte[64]);
        assertThatThrownBy(() -> train(plan(2, 4), 1, file)).hasMessageContaining("is no training checkpoint");
    }

    @Test
    void theScheduleWarmsUpAndThenFallsToTwoPercent() {
        TrainingPlan plan = plan(1000, 5);
        assertThat(plan.learningRate(0)).isLessThan(0.02 * plan.learningRate());
        assertThat(plan.learningRate(TrainingPlan.WARM_UP)).isGreaterThan(0.97 * plan.learningRate());
        assertThat(plan.learningRate(999)).isBetween(0.0199 * plan.learningRate(), 0.021 * plan.learningRate());
        assertThat(plan.divergenceWeight(0)).isZero();
        assertThat(plan.divergenceWeight(150)).isEqualTo(0.5f);
        assertThat(plan.divergenceWeight(300)).isEqualTo(1f);
        assertThat(plan.relaxation(0)).isEqualTo(1f);
        assertThat(plan.relaxation(500)).isEqualTo(0.75f);
        assertThat(plan.relaxation(1000)).isEqualTo(0.5f);
    }

    @Test
    void aPlanThatVectorsCannotFillIsRefusedWithTheRule() {
        ModelConfig odd = ModelConfig.named("odd")
                .frame(4)
                .latents(new GaussianLatents(2))
                .width(20)
                .states(32)
                .decoderLayers(1)
                .encoderLayers(1)
                .flowLayers(1)
                .emission(new AutoregressiveBernoulli(16))
                .build();
        assertThatThrownBy(() -> new VariationalTraining(odd, 0))
                .hasMessageContaining("width must be a multiple of 16")
                .hasMessageContaining("got 20");
    }

    private static ModelConfig model(Latents latents, Conditioning conditioning, int flow) {
        Emission emission = new AutoregressiveBernoulli(16);
        return ModelConfig.named("tiny")
                .frame(4)
                .latents(latents)
                .conditioning(conditioning)
                .width(16)
                .states(32)
                .decoderLayers(1)
                .encoderLayers(1)
                .flowLayers(flow)
                .emission(emission)
                .build();
    }

    private static Weights train(TrainingPlan plan, int threads, Path checkpoint) throws Exception {
        try (Trainer trainer = new Trainer(plan, DATA, null, threads)) {
            return trainer.run(checkpoint, 2, progress -> {});
        }
    }

    private static TrainingPlan plan(int steps, long seed) {
        return plan(CONFIG, steps, seed);
    }

    private static TrainingPlan plan(ModelConfig model, int steps, long seed) {
        return TrainingPlan.of(new VariationalTraining(model, 0))
                .steps(steps)
                .batch(32)
                .learningRate(1e-2)
                .rise(0.3)
                .wholeShare(0.3)
                .seed(seed)
                .build();
    }

    /** Six frames of four: a stripe of one of four phases, its colour drawn anew for the second half. */
    private static Sequences stripes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] symbols = new byte[256 * 24];
        for (int i = 0; i < 256; i++) {
            int phase = random.nextInt(4);
            int upper = random.nextInt(2);
            int lower = random.nextInt(2);
            for (int j = 0; j < 24; j++) {
                int colour = j < 12 ? upper : lower;
                symbols[i * 24 + j] = (byte) (j % 4 == phase ? colour : 1 - colour);
            }
        }
        return new Sequences(symbols, 256, 6, 4);
    }
}
