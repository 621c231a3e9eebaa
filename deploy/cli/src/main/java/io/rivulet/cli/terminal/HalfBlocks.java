package io.rivulet.cli.terminal;

import io.rivulet.core.text.Visible;
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
    public static List<Marked> lines(Picture picture, Ink ink) {
        List<Marked> lines = new ArrayList<>();
        for (int row = 0; row < picture.height(); row += 2) {
            boolean given = picture.isGivenRow(Math.min(row + 1, picture.height() - 1));
            Marked line = (given ? ink.given("┃") : ink.generated("┊")).and(" ");
            for (int column = 0; column < picture.width(); column++) {
                line = line.and(ink.cell(picture.pixel(row, column), picture.pixel(row + 1, column)));
            }
            lines.add(line);
        }
        return lines;
    }

    /** The lines of pictures of equal height side by side, under their titles. */
    public static List<Marked> strip(List<String> titles, List<Picture> pictures, Ink ink) {
        if (titles.size() != pictures.size() || pictures.isEmpty()) {
            throw new IllegalArgumentException("each picture has a title and there is at least one, got "
                    + pictures.size() + " pictures and " + titles.size() + " titles");
        }
        List<List<Marked>> blocks = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            List<Marked> block = new ArrayList<>();
            block.add(ink.dim(fitted(titles.get(i), columns(pictures.get(i).width()) - 2)));
            block.addAll(lines(pictures.get(i), ink));
            blocks.add(block);
        }
        List<Marked> lines = new ArrayList<>(blocks.get(0));
        for (List<Marked> block : blocks.subList(1, blocks.size())) {
            for (int line = 0; line < lines.size(); line++) {
                lines.set(line, lines.get(line).and("  ").and(block.get(line)));
            }
        }
        return lines;
    }

    /** The title on exactly so many columns; what is cut is cut between characters, as they are shown. */
    private static String fitted(String title, int columns) {
        String cut = title;
        if (shownLength(title) > columns) {
            // No character is shown on less than one.
            int end = title.offsetByCodePoints(0, Math.min(columns - 1, title.codePointCount(0, title.length())));
            while (shownLength(title.substring(0, end)) > columns - 1) {
                end = title.offsetByCodePoints(end, -1);
            }
            cut = title.substring(0, end) + "…";
        }
        return cut + " ".repeat(columns - shownLength(cut));
    }

    private static int shownLength(String text) {
        String shown = Visible.of(text);
        return shown.codePointCount(0, shown.length());
    }
}
