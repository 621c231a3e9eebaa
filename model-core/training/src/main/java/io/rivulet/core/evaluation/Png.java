package io.rivulet.core.evaluation;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures as PNG files, on machines without a screen too. */
public final class Png {
    private static final String HEADLESS = "java.awt.headless";

    private Png() {}

    /**
     * To be called before anything else of AWT. Where a display is named, Java would otherwise load window libraries,
     * which a headless JDK does not have. A choice made on the command line stands.
     */
    public static void withoutScreen() {
        if (System.getProperty(HEADLESS) == null) {
            System.setProperty(HEADLESS, "true");
        }
    }

    /** A black picture. */
    public static BufferedImage blank(int width, int height) {
        withoutScreen();
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    }

    /** Writes {@code picture}, and the folders above it where there are none. */
    public static void write(BufferedImage picture, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (!ImageIO.write(picture, "png", file.toFile())) {
            throw new IOException("a Java that writes PNG is needed, this one does not; install a complete JRE");
        }
    }
}
