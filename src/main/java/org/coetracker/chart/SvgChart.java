package org.coetracker.chart;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.coetracker.chart.ChartView.Mark;
import org.coetracker.chart.ChartView.Point;
import org.coetracker.chart.ChartView.Series;

/**
 * The chart as a picture that stands alone: no script, no style sheet, nothing to load. What has another unit has an
 * axis of its own, below; what is said by a colour is said by a pattern of the line too.
 */
final class SvgChart {
    private static final int WIDTH = 960;
    private static final int LEFT = 70;
    private static final int RIGHT = 24;
    private static final int PLOT = WIDTH - LEFT - RIGHT;
    static final int ROW = 18;
    static final double SIGN = 6.9;
    private static final double BOLD_SIGN = 7.7;
    private static final int MOST_TIMES = 11;
    /** A hole in the line, where the next value comes so many times later than usual. */
    private static final int HOLE = 8;

    /** By Okabe and Ito: told apart whatever colours one sees; the palest are left out, as the ground is white. */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#aa3377", "#000000", "#b8860b", "#56b4e9", "#7f7f7f");

    private static final List<String> PATTERNS = List.of("", "", "", "", "6 3", "6 3", "2 3", "2 3");

    private static final Map<String, String> WORDS = Map.of(
            "startedAt", "Started",
            "detectedAt", "Detected",
            "engagedAt", "Engaged",
            "mitigatedAt", "Mitigated",
            "resolvedAt", "Resolved");

    private final ChartView chart;
    private final ZoneId zone;
    private final DateTimeFormatter clock;
    private final DateTimeFormatter full;
    private final long from;
    private final long to;
    private final SvgWriter svg = new SvgWriter();
    private final List<Series> order;

    private SvgChart(ChartView chart) {
        this.chart = chart;
        this.zone = ZoneId.of(chart.timeZone());
        this.order = chart.series();
        long first = chart.from().toEpochMilli();
        long last = chart.to().toEpochMilli();
        // What happened a little before the first value, or after the last, is shown too.
        long room = Math.max(1, (last - first) / 4);
        long begin = first;
        long end = last;
        for (Mark mark : chart.marks()) {
            long at = mark.at().toEpochMilli();
            begin = at < first && at >= first - room ? Math.min(begin, at) : begin;
            end = at > last && at <= last + room ? Math.max(end, at) : end;
        }
        if (begin == end) {
            begin -= 1_000;
            end += 1_000;
        }
        this.from = begin;
        this.to = end;
        boolean oneDay = time(from).toLocalDate().equals(time(to).toLocalDate());
        String seconds = to - from < 600_000 ? "HH:mm:ss" : "HH:mm";
        this.clock = DateTimeFormatter.ofPattern(oneDay ? seconds : "MM-dd " + seconds, Locale.ROOT);
        this.full = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    }

    static String of(ChartView chart) {
        return new SvgChart(chart).draw();
    }

    /** A label that finds room. */
    private record Label(Mark mark, double x, double begin, int row, String text) {}

    private String draw() {
        Map<String, List<Series>> panels = order.stream()
                .collect(Collectors.groupingBy(
                        series -> series.unit() == null ? "" : series.unit(), LinkedHashMap::new, Collectors.toList()));
        List<Label> labels = labels();
        int rows = labels.stream().mapToInt(Label::row).max().orElse(-1) + 1;
        int top = 62 + rows * ROW + (rows > 0 ? 6 : 0);
        int height = panels.size() == 1 ? 280 : panels.size() == 2 ? 200 : 150;
        List<Legend> legends = panels.values().stream()
                .map(panel -> new Legend(panel, LEFT, LEFT + PLOT))
                .toList();
        List<Integer> tops = new ArrayList<>();
        int y = top;
        for (Legend legend : legends) {
            y += legend.height() + 10;
            tops.add(y);
            y += height + 22;
        }
        int plotEnd = y - 22;
        List<String> notes = notes();
        int bottom = plotEnd + 52 + notes.size() * ROW;
        head(bottom);
        Iterator<Integer> places = tops.iterator();
        panels.forEach((unit, panel) -> panel(panel, places.next(), height));
        timeLabels(plotEnd);
        labels.forEach(label -> mark(label, plotEnd));
        Iterator<String> units = panels.keySet().iterator();
        for (int index = 0; index < legends.size(); index++) {
            legends.get(index).draw(svg, units.next(), tops.get(index), this::stroke);
        }
        int line = plotEnd + 54;
        for (String note : notes) {
            svg.text(LEFT, line, note, " font-size=\"12\" fill=\"#444\"");
            line += ROW;
        }
        return svg.raw("</svg>\n").toString();
    }

    private void head(int height) {
        String id = chart.attachment().toString();
        svg.add("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"t-%1$s d-%1$s\"", id);
        svg.add(" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\"", WIDTH, height);
        svg.raw(" font-family=\"system-ui, 'DejaVu Sans', Helvetica, Arial, sans-serif\" font-size=\"12\">\n");
        svg.add("<title id=\"t-%s\">%s</title>\n", id, SvgWriter.escaped(chart.coe() + ": " + chart.title()));
        svg.add("<desc id=\"d-%s\">%s</desc>\n", id, SvgWriter.escaped(description()));
        svg.raw("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        svg.add(
                "<defs><clipPath id=\"c-%s\"><rect x=\"%d\" y=\"0\" width=\"%d\" height=\"%d\"/></clipPath></defs>\n",
                id, LEFT, PLOT, height);
        svg.text(
                LEFT,
                26,
                SvgWriter.shortened(chart.title(), 90),
                " font-size=\"17\" font-weight=\"600\" fill=\"#111\"");
        svg.text(LEFT, 46, chart.coe() + " · " + span() + " " + chart.timeZone(), " fill=\"#555\"");
    }

    private String span() {
        String begin = full.format(time(from));
        String end = full.format(time(to));
        return begin.substring(0, 10).equals(end.substring(0, 10))
                ? begin + " – " + end.substring(11)
                : begin + " – " + end;
    }

    private String description() {
        StringBuilder text = new StringBuilder("Time series from " + chart.from() + " to " + chart.to() + ". ");
        for (Series series : order) {
            text.append("%s: %s values from %s to %s. "
                    .formatted(
                            series.name(),
                            series.values(),
                            SvgWriter.compact(series.min()),
                            SvgWriter.compact(series.max())));
        }
        chart.marks()
                .forEach(mark -> text.append(WORDS.getOrDefault(mark.name(), mark.name()))
                        .append(" at ")
                        .append(mark.at())
                        .append(". "));
        return text.toString().strip();
    }

    private void panel(List<Series> panel, int top, int height) {
        double smallest = panel.stream().mapToDouble(Series::min).min().orElse(0);
        double largest = panel.stream().mapToDouble(Series::max).max().orElse(1);
        Ticks.Numbers axis = Ticks.numbers(smallest, largest, height / 40);
        shade(top, height);
        for (double number : axis.all()) {
            double y = y(number, axis, top, height);
            svg.add(
                    "<path d=\"M%d %.1fH%d\" stroke=\"%s\"/>\n",
                    LEFT, y, LEFT + PLOT, number == 0 ? "#999" : "#e3e3e3");
            svg.text(LEFT - 8, y + 4, axis.label(number), " text-anchor=\"end\" fill=\"#333\"");
        }
        for (Ticks.Time tick : Ticks.times(from, to, MOST_TIMES, zone)) {
            svg.add("<path d=\"M%.1f %dV%d\" stroke=\"#efefef\"/>\n", x(tick.at()), top, top + height);
        }
        svg.add(
                "<path d=\"M%1$d %2$dV%3$dH%4$d\" fill=\"none\" stroke=\"#666\"/>\n",
                LEFT, top, top + height, LEFT + PLOT);
        svg.add(
                "<g clip-path=\"url(#c-%s)\" fill=\"none\" stroke-width=\"1.7\" stroke-linejoin=\"round\">\n",
                chart.attachment());
        panel.forEach(series -> line(series, axis, top, height));
        svg.raw("</g>\n");
    }

    /** From when it began until it stopped hurting. */
    private void shade(int top, int height) {
        OptionalLong started = at("startedAt");
        OptionalLong eased = eased();
        if (started.isEmpty() || eased.isEmpty()) {
            return;
        }
        long begin = started.getAsLong();
        long end = Math.min(to, eased.getAsLong());
        if (end > begin && begin < to && end > from) {
            double x = x(Math.max(begin, from));
            svg.add(
                    "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#fdf0e3\"/>\n",
                    x, top, x(end) - x, height);
        }
    }

    private OptionalLong eased() {
        OptionalLong mitigated = at("mitigatedAt");
        return mitigated.isPresent() ? mitigated : at("resolvedAt");
    }

    private OptionalLong at(String name) {
        return chart.marks().stream()
                .filter(mark -> mark.name().equals(name))
                .mapToLong(mark -> mark.at().toEpochMilli())
                .findFirst();
    }

    private String stroke(Series series) {
        int number = order.indexOf(series) % COLOURS.size();
        String pattern = PATTERNS.get(number);
        return "stroke=\"" + COLOURS.get(number) + "\""
                + (pattern.isEmpty() ? "" : " stroke-dasharray=\"" + pattern + "\"");
    }

    /** The line of the means, and behind it a band from the smallest to the largest where several lie close together. */
    private void line(Series series, Ticks.Numbers axis, int top, int height) {
        String colour = COLOURS.get(order.indexOf(series) % COLOURS.size());
        StringBuilder path = new StringBuilder();
        List<Point> run = new ArrayList<>();
        long hole = hole(series.points());
        for (Point point : series.points()) {
            boolean gap = point.count() == 0
                    || !run.isEmpty()
                            && point.at().toEpochMilli()
                                            - run.get(run.size() - 1).until().toEpochMilli()
                                    > hole;
            if (gap) {
                run(run, path, colour, axis, top, height);
                run.clear();
            }
            if (point.count() > 0) {
                run.add(point);
            }
        }
        run(run, path, colour, axis, top, height);
        if (!path.isEmpty()) {
            svg.add("<path d=\"%s\" %s/>\n", path, stroke(series));
        }
    }

    /** A stretch of the line without a gap. */
    private void run(List<Point> run, StringBuilder path, String colour, Ticks.Numbers axis, int top, int height) {
        if (run.stream().anyMatch(point -> point.count() > 1)) {
            StringBuilder band = new StringBuilder();
            for (int index = 0; index < run.size(); index++) {
                SvgWriter.place(
                        band,
                        index == 0,
                        middle(run.get(index)),
                        y(run.get(index).max(), axis, top, height));
            }
            for (int index = run.size() - 1; index >= 0; index--) {
                SvgWriter.place(
                        band, false, middle(run.get(index)), y(run.get(index).min(), axis, top, height));
            }
            svg.add("<path d=\"%sZ\" fill=\"%s\" fill-opacity=\"0.3\"/>\n", band, colour);
        }
        if (run.size() == 1) {
            double y = y(run.get(0).mean(), axis, top, height);
            svg.add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.6\" fill=\"%s\"/>\n", middle(run.get(0)), y, colour);
            return;
        }
        for (int index = 0; index < run.size(); index++) {
            SvgWriter.place(
                    path, index == 0, middle(run.get(index)), y(run.get(index).mean(), axis, top, height));
        }
    }

    private double middle(Point point) {
        return x((point.at().toEpochMilli() + point.until().toEpochMilli()) / 2);
    }

    private static long hole(List<Point> points) {
        long[] steps = new long[Math.max(0, points.size() - 1)];
        for (int index = 0; index < steps.length; index++) {
            steps[index] = points.get(index + 1).at().toEpochMilli()
                    - points.get(index).at().toEpochMilli();
        }
        java.util.Arrays.sort(steps);
        return steps.length < 3 ? Long.MAX_VALUE : Math.max(1, steps[steps.length / 2]) * HOLE;
    }

    private void timeLabels(int bottom) {
        List<Ticks.Time> ticks = Ticks.times(from, to, MOST_TIMES, zone);
        for (Ticks.Time tick : ticks) {
            double x = x(tick.at());
            svg.add("<path d=\"M%.1f %dv5\" stroke=\"#666\"/>\n", x, bottom);
            boolean atEnd = x + tick.label().length() * SIGN / 2 > WIDTH - 4;
            svg.text(
                    atEnd ? WIDTH - 6 : x,
                    bottom + 19,
                    tick.label(),
                    atEnd ? " text-anchor=\"end\" fill=\"#333\"" : " text-anchor=\"middle\" fill=\"#333\"");
            if (tick.day() != null && x < LEFT + PLOT - 30) {
                svg.text(x, bottom + 34, tick.day(), " text-anchor=\"middle\" fill=\"#666\"");
            }
        }
    }

    /** The marks that are within the picture, each in the first row where its label has room. */
    private List<Label> labels() {
        List<Label> labels = new ArrayList<>();
        List<Double> ends = new ArrayList<>();
        for (Mark mark : chart.marks()) {
            long at = mark.at().toEpochMilli();
            if (at < from || at > to) {
                continue;
            }
            String words = WORDS.getOrDefault(mark.name(), mark.name()) + " " + clock.format(time(at));
            double width = words.length() * BOLD_SIGN + 6;
            double x = x(at);
            double begin = Math.min(x + 4, LEFT + PLOT - width);
            int row = 0;
            while (row < ends.size() && ends.get(row) > Math.min(begin, x) - 6) {
                row++;
            }
            if (row == ends.size()) {
                ends.add(0.0);
            }
            ends.set(row, begin + width);
            labels.add(new Label(mark, x, begin, row, words));
        }
        return labels;
    }

    private void mark(Label label, int bottom) {
        int y = 62 + label.row() * ROW;
        svg.add(
                "<path d=\"M%.1f %dV%d\" stroke=\"#222\" stroke-width=\"1.3\" stroke-dasharray=\"5 3\"/>\n",
                label.x(), y + 2, bottom);
        svg.add(
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#fff\" fill-opacity=\"0.9\"/>\n",
                label.begin() - 2, y + 1, label.text().length() * BOLD_SIGN + 2, ROW - 3);
        svg.text(label.begin(), y + 13, label.text(), " font-weight=\"600\" fill=\"#111\"");
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (at("startedAt").isPresent() && eased().isPresent()) {
            notes.add("Shaded: from started to " + (at("mitigatedAt").isPresent() ? "mitigated." : "resolved."));
        }
        String outside = chart.marks().stream()
                .filter(mark -> mark.at().toEpochMilli() < from || mark.at().toEpochMilli() > to)
                .map(mark -> WORDS.getOrDefault(mark.name(), mark.name()) + " "
                        + full.format(mark.at().atZone(zone)))
                .collect(Collectors.joining(", "));
        if (!outside.isEmpty()) {
            notes.add("Outside of the picture: " + outside + ".");
        }
        if (order.stream().anyMatch(series -> series.points().stream().anyMatch(point -> point.count() > 1))) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d rows; where many lie close together, the line is their mean and the band goes from the smallest to the largest.",
                    chart.rows()));
        }
        if (chart.unreadRows() > 0) {
            notes.add(String.format(Locale.ROOT, "%,d rows without a time are left out.", chart.unreadRows()));
        }
        return notes.stream().flatMap(note -> SvgWriter.wrapped(note).stream()).toList();
    }

    private java.time.ZonedDateTime time(long at) {
        return Instant.ofEpochMilli(at).atZone(zone);
    }

    private double x(long at) {
        return LEFT + (double) (at - from) / (to - from) * PLOT;
    }

    private static double y(double value, Ticks.Numbers axis, int top, int height) {
        return top + height - (value - axis.min()) / (axis.max() - axis.min()) * height;
    }
}
