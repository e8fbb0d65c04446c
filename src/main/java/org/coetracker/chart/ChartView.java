package org.coetracker.chart;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A table as a chart shows it.
 *
 * @param coe the COE
 * @param attachment the file
 * @param title what the chart is called
 * @param timeColumn the column of times
 * @param timeZone of times that say none, and of the axis
 * @param from the first moment that has a value
 * @param to the last moment that has a value
 * @param rows how many rows were taken
 * @param unreadRows how many rows have no time, and were left out
 * @param series the columns
 * @param marks the incident's key times
 */
@Schema(name = "Chart")
record ChartView(
        String coe,
        UUID attachment,
        String title,
        String timeColumn,
        String timeZone,
        Instant from,
        Instant to,
        long rows,
        long unreadRows,
        List<Series> series,
        List<Mark> marks) {

    /**
     * One column.
     *
     * @param name the column's name
     * @param unit the unit in the name, between brackets; null when there is none
     * @param min the smallest value
     * @param max the largest value
     * @param values how many numbers there are
     * @param points the values in the order of time
     */
    @Schema(name = "ChartSeries")
    record Series(String name, String unit, double min, double max, long values, List<Point> points) {}

    /**
     * One value, or several that lie close together, or a gap.
     *
     * @param at when the first of them was
     * @param until when the last of them was
     * @param count how many they are; 0 for a gap
     * @param min the smallest; null for a gap
     * @param mean the mean; null for a gap
     * @param max the largest; null for a gap
     */
    @Schema(name = "ChartPoint")
    record Point(Instant at, Instant until, long count, Double min, Double mean, Double max) {
        static Point of(Line.Stretch stretch) {
            Instant at = Instant.ofEpochMilli(stretch.first());
            Instant until = Instant.ofEpochMilli(stretch.end());
            return stretch.count() == 0
                    ? new Point(at, until, 0, null, null, null)
                    : new Point(at, until, stretch.count(), stretch.min(), stretch.mean(), stretch.max());
        }
    }

    /**
     * A key time of the incident.
     *
     * @param name the member of {@code incident}
     * @param at when it was
     */
    @Schema(name = "ChartMark")
    record Mark(String name, Instant at) {}
}
