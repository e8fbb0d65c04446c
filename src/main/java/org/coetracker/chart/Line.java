package org.coetracker.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The values of one column, as many as there may be, in a bounded number of stretches of equal length. Each keeps its
 * smallest and its largest value, so that no peak is lost; when there are too many stretches, they become twice as long.
 */
final class Line {
    /** About one for each pixel. */
    static final int MOST_STRETCHES = 1_000;

    private TreeMap<Long, Stretch> stretches = new TreeMap<>();
    private long length = 1;
    private long lastKey;
    private Stretch last;
    private long values;

    /** The values within a stretch of time; none at all when only cells without a number are in it. */
    static final class Stretch {
        private long first;
        private long end;
        private long count;
        private double sum;
        private double min;
        private double max;

        private Stretch(long at) {
            first = at;
            end = at;
        }

        private void add(long at, double value) {
            if (count == 0 || value < min) {
                min = value;
            }
            if (count == 0 || value > max) {
                max = value;
            }
            seen(at);
            sum += value;
            count++;
        }

        private void seen(long at) {
            first = Math.min(first, at);
            end = Math.max(end, at);
        }

        private void add(Stretch other) {
            if (other.count > 0) {
                if (count == 0 || other.min < min) {
                    min = other.min;
                }
                if (count == 0 || other.max > max) {
                    max = other.max;
                }
            }
            sum += other.sum;
            count += other.count;
            seen(other.first);
            seen(other.end);
        }

        long first() {
            return first;
        }

        long end() {
            return end;
        }

        long count() {
            return count;
        }

        double mean() {
            return sum / count;
        }

        double min() {
            return min;
        }

        double max() {
            return max;
        }
    }

    /** Adds a value; one that is not a number is a gap. */
    void add(long at, double value) {
        Stretch stretch = stretch(at);
        if (Double.isNaN(value)) {
            stretch.seen(at);
        } else {
            stretch.add(at, value);
            values++;
        }
        if (stretches.size() > MOST_STRETCHES) {
            widen();
        }
    }

    private Stretch stretch(long at) {
        long key = Math.floorDiv(at, length);
        if (last == null || key != lastKey) {
            last = stretches.computeIfAbsent(key, missing -> new Stretch(at));
            lastKey = key;
        }
        return last;
    }

    private void widen() {
        while (stretches.size() > MOST_STRETCHES / 2) {
            length *= 2;
            TreeMap<Long, Stretch> wider = new TreeMap<>();
            stretches.forEach((key, stretch) -> wider.merge(Math.floorDiv(key, 2), stretch, Line::joined));
            stretches = wider;
        }
        last = null;
    }

    private static Stretch joined(Stretch one, Stretch other) {
        one.add(other);
        return one;
    }

    /** How many numbers there are. */
    long values() {
        return values;
    }

    /** The stretches in the order of time. */
    List<Stretch> stretches() {
        return new ArrayList<>(stretches.values());
    }

    /** How long a stretch is, in milliseconds. */
    long length() {
        return length;
    }
}
