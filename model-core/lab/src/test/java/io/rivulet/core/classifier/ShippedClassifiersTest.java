package io.rivulet.core.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.evaluation.ImageForm;
import io.rivulet.core.evaluation.Images;
import org.junit.jupiter.api.Test;

/** The classifiers that ship are whole, and what their records claim is what was asked of them. */
class ShippedClassifiersTest {

    @Test
    void theClassifierOfDigitsIsWholeAndFindsNearlyAllLabels() {
        ClassifierRecord record = ClassifierFiles.shippedRecord("digit-features");
        assertThat(Classifier.ofDigits().shape())
                .isEqualTo(ClassifierShape.DIGITS)
                .isEqualTo(record.plan().shape());
        assertThat(record.testAccuracy().mean()).isGreaterThanOrEqualTo(0.98);
        assertThat(record.testImages()).isEqualTo(5000);
    }

    @Test
    void theClassifierOfColourImagesIsWholeAndSaysThatItsDataCameFromJpeg() {
        ClassifierRecord record = ClassifierFiles.shippedRecord("colour-features");
        assertThat(Classifier.ofColours().shape())
                .isEqualTo(ClassifierShape.COLOURS)
                .isEqualTo(record.plan().shape());
        assertThat(record.data()).contains("JPEG");
    }

    /** Ink where an upright stroke goes through the middle: a one, to anybody who reads digits. */
    @Test
    void anUprightStrokeIsAOne() {
        ImageForm form = ImageForm.BINARY_DIGITS;
        float[] pixels = new float[form.size()];
        for (int y = 5; y < 24; y++) {
            for (int x = 13; x < 16; x++) {
                pixels[y * form.width() + x] = 1;
            }
        }
        Judgement judgement = Classifier.ofDigits().judge(new Images(form, pixels));
        assertThat(judgement.labels()).containsExactly(1);
        assertThat(judgement.features()).hasSize(64);
    }
}
