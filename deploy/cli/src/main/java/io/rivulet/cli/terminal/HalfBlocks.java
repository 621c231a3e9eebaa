package io.rivulet.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws pictures with half-block characters, two rows of pixels a line. A bar at the left of each line tells prompt
 * from completion where there is no colour: {@code ┃} beside rows that were given, {@code ┊} beside rows with anything
 * generated.
 */
public final class HalfBlocks {
    private static final int BAR_AND_GAP = 4;

    private HalfBlocks() {}

    /** Columns that a picture of this width takes, with its bar and the gap to its neighbour. */
    public static int columns(int width) {
        return width + BAR_AND_GAP;
    }

    /** How many pictures of this width stand side by side in so many columns; at least one. */
    public static int sideBySide(int width, int terminalColumns) {
        return Math.max(1, terminalColumns / columns(width));
    }

    /** The lines of one picture, all of the same visible width, {@code columns(width) - 2}. */
    public static List<String> lines(Picture picture, Ink ink) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < picture.height(); row += 2) {
            boolean given = picture.isGivenRow(Math.min(row + 1, picture.height() - 1));
            StringBuilder line = new StringBuilder(given ? ink.given("┃") : ink.generated("┊")).append(' ');
            for (int column = 0; column < picture.width(); column++) {
                line.append(ink.cell(picture.pixel(row, column), picture.pixel(row + 1, column)));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** The lines of pictures of equal height side by side, under their titles. */
    public static List<String> strip(List<String> titles, List<Picture> pictures, Ink ink) {
        if (titles.size() != pictures.size() || pictures.isEmpty()) {
            throw new IllegalArgumentException("each picture has a title and there is at least one, got "
                    + pictures.size() + " pictures and " + titles.size() + " titles");
        }
        List<List<String>> blocks = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            List<String> block = new ArrayList<>();
            block.add(ink.dim(fitted(titles.get(i), columns(pictures.get(i).width()) - 2)));
            block.addAll(lines(pictures.get(i), ink));
            blocks.add(block);
        }
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < blocks.get(0).size(); line++) {
            StringBuilder joined = new StringBuilder();
            for (List<String> block : blocks) {
                joined.append(joined.isEmpty() ? "" : "  ").append(block.get(line));
            }
            lines.add(joined.toString());
        }
        return lines;
    }

    private static String fitted(String title, int columns) {
        String cut = title.length() <= columns ? title : title.substring(0, columns - 1) + "…";
        return cut + " ".repeat(columns - cut.length());
    }
}
