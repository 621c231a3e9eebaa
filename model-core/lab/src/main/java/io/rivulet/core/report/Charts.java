package io.rivulet.core.report;

import io.rivulet.core.evaluation.BoundUnit;
import io.rivulet.core.evaluation.Png;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The charts of a report, as PNGs. */
public final class Charts {
    static final int WIDTH = 900;
    static final int HEIGHT = 560;
    private static final int TICKS = 60;

    /** Told apart by people who do not see all colours, too (Okabe and Ito 2008). */
    static final Color[] COLOURS = {
        new Color(0x0072b2),
        new Color(0xd55e00),
        new Color(0x009e73),
        new Color(0xcc79a7),
        new Color(0xe69f00),
        new Color(0x56b4e9),
        new Color(0x000000),
        new Color(0x999999),
        new Color(0xf0e442)
    };

    private Charts() {}

    /** Bounds of held-out sequences over the seconds of training, in {@code unit}; lower is better. */
    public static void learning(BoundUnit unit, List<Curve> curves, Path file) throws IOException {
        XYChart chart = chart("Held-out bound in training", "seconds of training", unit.label());
        chart.getStyler().setXAxisMin(0.0);
        for (Curve curve : curves) {
            add(chart, curve.name(), curve.x(), curve.y(), SeriesMarkers.NONE);
        }
        write(chart, file);
    }

    /** Nats of each step of held-out sequences; their sum is the bound of one draw. */
    public static void profile(List<Curve> curves, Path file) throws IOException {
        XYChart chart = chart("Where the nats are", "step", "nats");
        chart.getStyler().setYAxisMin(0.0);
        for (Curve curve : curves) {
            add(chart, curve.name(), curve.x(), curve.y(), SeriesMarkers.NONE);
        }
        write(chart, file);
    }

    /** The dial's quality: Fréchet distance over the steps of a block, in octaves. A baseline is a level line. */
    public static void dialQuality(List<Curve> curves, Path file) throws IOException {
        XYChart chart = chart("Quality by block length", "steps of a block", "Fréchet distance to test images");
        chart.setCustomXAxisTickLabelsFormatter(Charts::octave);
        chart.getStyler().setYAxisMin(0.0);
        for (Curve curve : curves) {
            add(chart, curve.name(), octaves(curve.x()), curve.y(), SeriesMarkers.CIRCLE);
        }
        write(chart, file);
    }

    /** The dial's speed: milliseconds an image over the steps of a block, both in octaves. */
    public static void dialSpeed(List<Curve> curves, Path file) throws IOException {
        XYChart chart = chart("Speed by block length", "steps of a block", "milliseconds an image");
        chart.setCustomXAxisTickLabelsFormatter(Charts::octave);
        chart.setCustomYAxisTickLabelsFormatter(Charts::octave);
        for (Curve curve : curves) {
            add(chart, curve.name(), octaves(curve.x()), octaves(curve.y()), SeriesMarkers.CIRCLE);
        }
        write(chart, file);
    }

    /** The library's logarithmic axes name powers of ten alone, too few for blocks: hence logarithms on plain axes. */
    private static double[] octaves(double[] values) {
        double[] octaves = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            if (values[i] <= 0) {
                throw new IllegalArgumentException(
                        "blocks and milliseconds are above 0, got " + values[i] + "; leave out what was not measured");
            }
            octaves[i] = Math.log(values[i]) / Math.log(2);
        }
        return octaves;
    }

    /** The power of two next to a tick. The library spaces ticks until no two have one name: then all are whole. */
    private static String octave(double logarithm) {
        return new BigDecimal(Math.pow(2, Math.rint(logarithm)))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static XYChart chart(String title, String x, String y) {
        Png.withoutScreen();
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        XYStyler styler = chart.getStyler();
        styler.setSeriesColors(COLOURS);
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotGridLinesColor(new Color(0xdddddd));
        styler.setYAxisTickMarkSpacingHint(TICKS);
        styler.setLocale(Locale.ROOT);
        return chart;
    }

    private static void add(XYChart chart, String name, double[] x, double[] y, Marker marker) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setLineStyle(SeriesLines.SOLID);
        series.setMarker(marker);
    }

    private static void write(XYChart chart, Path file) throws IOException {
        if (chart.getSeriesMap().isEmpty()) {
            throw new IllegalArgumentException("a chart needs at least 1 curve, got none");
        }
        BufferedImage picture = Png.blank(WIDTH, HEIGHT);
        Graphics2D graphics = picture.createGraphics();
        try {
            chart.paint(graphics, WIDTH, HEIGHT);
        } finally {
            graphics.dispose();
        }
        Png.write(picture, file);
    }
}
