package io.rivulet.core.classifier;

import io.rivulet.core.evaluation.ImageForm;
import io.rivulet.core.model.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A small convolutional classifier: for each of {@code stages} a 3 x 3 convolution to that many channels at every
 * second pixel, then {@code features}, all rectified, then one score for each class.
 *
 * <p>Tensors: {@code stages.{i}.weight} [out, 3, 3, in], {@code features.weight} [features, rows, columns, channels of
 * the last stage], {@code classes.weight} [classes, features], and a {@code bias} beside each. A pixel enters as
 * {@code 2 x / brightest - 1}.
 */
public record ClassifierShape(ImageForm images, List<Integer> stages, int features, int classes) {
    private static final int SIDE = 3;
    private static final int STRIDE = 2;

    /** Two stages for binary digits. */
    public static final ClassifierShape DIGITS = new ClassifierShape(ImageForm.BINARY_DIGITS, List.of(16, 32), 64, 10);
    /** Three stages for colour images. */
    public static final ClassifierShape COLOURS = new ClassifierShape(ImageForm.COLOURS, List.of(32, 64, 64), 64, 10);

    public ClassifierShape {
        stages = List.copyOf(stages);
        if (stages.isEmpty() || stages.size() > 8 || stages.stream().anyMatch(s -> s < 1 || s > 1024)) {
            throw new IllegalArgumentException("1 to 8 stages of 1 to 1024 channels are possible, got " + stages);
        }
        if (features < 1 || features > 1024 || classes < 2 || classes > 1024) {
            throw new IllegalArgumentException("features are 1 to 1024 and classes 2 to 1024, got " + features
                    + " features and " + classes + " classes");
        }
    }

    /** The patches that each stage sees. */
    List<Patches> patches() {
        List<Patches> patches = new ArrayList<>();
        int height = images.height();
        int width = images.width();
        int channels = images.channels();
        for (int stage : stages) {
            Patches seen = new Patches(height, width, channels, SIDE, STRIDE);
            patches.add(seen);
            height = seen.rows();
            width = seen.columns();
            channels = stage;
        }
        return patches;
    }

    /** All tensors, in the order in which they are used. */
    List<TensorSpec> tensors() {
        List<TensorSpec> specs = new ArrayList<>();
        List<Patches> patches = patches();
        for (int i = 0; i < stages.size(); i++) {
            add(
                    specs,
                    "stages." + i,
                    List.of(stages.get(i), SIDE, SIDE, patches.get(i).channels()));
        }
        Patches last = patches.get(patches.size() - 1);
        add(specs, "features", List.of(features, last.rows(), last.columns(), stages.get(stages.size() - 1)));
        add(specs, "classes", List.of(classes, features));
        return List.copyOf(specs);
    }

    private static void add(List<TensorSpec> specs, String name, List<Integer> weight) {
        specs.add(new TensorSpec(name + ".weight", weight));
        specs.add(new TensorSpec(name + ".bias", weight.subList(0, 1)));
    }
}
