package org.coetracker.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.coetracker.chart.ChartView.Series;

/** What each line of one plot is, in rows above it. */
final class Legend {
    private static final int LONGEST_NAME = 48;
    private static final int LONGEST_UNIT = 9;
    /** Of the piece of a line before a name. */
    private static final int SAMPLE = 24;

    private static final int BETWEEN = 28;

    private final int left;
    private final List<Entry> entries = new ArrayList<>();
    private final int rows;

    private record Entry(Series series, String name, double x, int row) {}

    Legend(List<Series> panel, int left, int right) {
        this.left = left;
        int row = 1;
        double x = left;
        for (Series series : panel) {
            String name = SvgWriter.shortened(series.name(), LONGEST_NAME);
            double width = SAMPLE + name.length() * SvgChart.SIGN + BETWEEN;
            if (x + width > right && x > left) {
                row++;
                x = left;
            }
            entries.add(new Entry(series, name, x, row));
            x += width;
        }
        this.rows = row;
    }

    /** In pixels. */
    int height() {
        return rows * SvgChart.ROW;
    }

    /** Writes it above a plot that begins at {@code top}; {@code stroke} has the attributes of a line. */
    void draw(SvgWriter svg, String unit, int top, Function<Series, String> stroke) {
        for (Entry entry : entries) {
            double y = top - 12 - (rows - entry.row()) * SvgChart.ROW;
            svg.add(
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"16\" fill=\"#fff\"/>\n",
                    entry.x() - 2, y - 12, SAMPLE + 12 + entry.name().length() * SvgChart.SIGN);
            svg.add(
                    "<path d=\"M%.1f %.1fh%d\" stroke-width=\"2.6\" %s/>\n",
                    entry.x(), y - 4, SAMPLE, stroke.apply(entry.series()));
            svg.text(entry.x() + SAMPLE + 6, y, entry.name(), " fill=\"#111\"");
        }
        if (!unit.isEmpty()) {
            svg.text(
                    left - 8,
                    top - 12,
                    SvgWriter.shortened(unit, LONGEST_UNIT),
                    " text-anchor=\"end\" font-style=\"italic\" fill=\"#333\"");
        }
    }
}
