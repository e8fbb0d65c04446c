package org.coetracker.chart;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where an axis has its marks, and what they say: round numbers, and times that a clock shows. */
final class Ticks {
    private static final List<Duration> STEPS = List.of(
            Duration.ofMillis(1),
            Duration.ofMillis(10),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12));
    private static final int[] DAYS = {1, 2, 7, 14};
    private static final int[] MONTHS = {1, 3, 6, 12, 60, 120, 600, 1_200, 12_000};
    private static final double DAYS_OF_A_MONTH = 30.4;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);

    private static final double ALIKE = 1e-12;

    private Ticks() {}

    /**
     * A mark on the axis of time.
     *
     * @param at where
     * @param label the time or the day
     * @param day the day, where another one begins; null elsewhere
     */
    record Time(long at, String label, String day) {}

    /** At most so many times between two, as a clock in a zone shows them. */
    static List<Time> times(long from, long to, int most, ZoneId zone) {
        ZonedDateTime first = Instant.ofEpochMilli(from).atZone(zone);
        long span = Math.max(1, to - from);
        for (Duration step : STEPS) {
            if (span / step.toMillis() < most) {
                return clock(first, to, step);
            }
        }
        long day = ChronoUnit.DAYS.getDuration().toMillis();
        ZonedDateTime midnight = first.toLocalDate().atStartOfDay(zone);
        for (int days : DAYS) {
            if (span / (days * day) < most) {
                return days(midnight, from, to, days, ChronoUnit.DAYS, "yyyy-MM-dd");
            }
        }
        for (int months : MONTHS) {
            if (span / (months * DAYS_OF_A_MONTH * day) < most) {
                ZonedDateTime start = midnight.withDayOfMonth(1);
                return months < 12
                        ? days(start, from, to, months, ChronoUnit.MONTHS, "yyyy-MM")
                        : days(start.withMonth(1), from, to, months, ChronoUnit.MONTHS, "yyyy");
            }
        }
        return List.of();
    }

    private static List<Time> clock(ZonedDateTime first, long to, Duration step) {
        DateTimeFormatter label = DateTimeFormatter.ofPattern(
                step.toMillis() < 1_000 ? "HH:mm:ss.SSS" : step.toSeconds() < 60 ? "HH:mm:ss" : "HH:mm", Locale.ROOT);
        List<Time> ticks = new ArrayList<>();
        long nanos = step.toNanos();
        String day = null;
        // From each midnight anew, so that marks stay at round times where clocks are changed.
        for (ZonedDateTime midnight = first.toLocalDate().atStartOfDay(first.getZone());
                midnight.toInstant().toEpochMilli() <= to;
                midnight = midnight.toLocalDate().plusDays(1).atStartOfDay(first.getZone())) {
            long begin = midnight.toLocalDate().equals(first.toLocalDate())
                    ? first.toLocalTime().toNanoOfDay()
                    : 0;
            for (long ofDay = Math.floorDiv(begin + nanos - 1, nanos) * nanos;
                    ofDay <= LocalTime.MAX.toNanoOfDay();
                    ofDay += nanos) {
                ZonedDateTime time = midnight.toLocalDate()
                        .atTime(LocalTime.ofNanoOfDay(ofDay))
                        .atZone(first.getZone());
                long at = time.toInstant().toEpochMilli();
                if (at > to) {
                    return ticks;
                }
                String own = DAY.format(time);
                ticks.add(new Time(at, label.format(time), own.equals(day) ? null : own));
                day = own;
            }
        }
        return ticks;
    }

    private static List<Time> days(
            ZonedDateTime start, long from, long to, int amount, ChronoUnit unit, String pattern) {
        DateTimeFormatter label = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
        List<Time> ticks = new ArrayList<>();
        for (ZonedDateTime time = start; time.toInstant().toEpochMilli() <= to; time = time.plus(amount, unit)) {
            if (time.toInstant().toEpochMilli() >= from) {
                ticks.add(new Time(time.toInstant().toEpochMilli(), label.format(time), null));
            }
        }
        return ticks;
    }

    /**
     * An axis of numbers.
     *
     * @param min where it begins
     * @param max where it ends
     * @param step from one mark to the next
     */
    record Numbers(double min, double max, double step) {
        List<Double> all() {
            List<Double> all = new ArrayList<>();
            long count = Math.round((max - min) / step);
            for (long number = 0; number <= count; number++) {
                all.add(min + number * step);
            }
            return all;
        }

        /** A number with as many decimals as the step has. */
        String label(double number) {
            double largest = Math.max(Math.abs(min), Math.abs(max));
            double shown = Math.abs(number) < step / 1e6 ? 0 : number;
            if (largest >= 1e15 || largest < 1e-4) {
                return String.format(Locale.ROOT, "%.2e", shown).replaceAll("\\.?0*e", "e");
            }
            double[] sizes = {1e12, 1e9, 1e6, 1e4};
            double[] units = {1e12, 1e9, 1e6, 1e3};
            String[] letters = {"T", "G", "M", "k"};
            for (int size = 0; size < sizes.length; size++) {
                if (largest >= sizes[size]) {
                    return plain(shown / units[size], step / units[size]) + (shown == 0 ? "" : letters[size]);
                }
            }
            return plain(shown, step);
        }

        private static String plain(double number, double step) {
            int decimals = (int) Math.max(0, Math.min(9, Math.ceil(-Math.log10(step) - 1e-9)));
            // A step of 2.5 has a decimal more than its size says.
            double scaled = step * Math.pow(10, decimals);
            boolean one = Math.abs(scaled - Math.rint(scaled)) > 1e-6;
            return String.format(Locale.ROOT, "%." + (decimals + (one ? 1 : 0)) + "f", number);
        }
    }

    /** About so many round numbers that go around two; from zero on where that is not far away. */
    static Numbers numbers(double smallest, double largest, int about) {
        double near = 0.7;
        // Numbers that differ in their last digits only have no marks between them.
        boolean one = largest - smallest <= Math.max(Math.abs(smallest), Math.abs(largest)) * ALIKE;
        double min = smallest >= 0 && (one || smallest <= largest * near) ? 0 : smallest;
        double max = largest <= 0 && (one || largest >= smallest * near) ? 0 : largest;
        if (min == max) {
            max = 1;
        }
        double rough = (max - min) / about;
        double size = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = 10 * size;
        for (double candidate : new double[] {1, 2, 2.5, 5}) {
            if (candidate * size >= rough * 0.999) {
                step = candidate * size;
                break;
            }
        }
        return new Numbers(Math.floor(min / step + 1e-9) * step, Math.ceil(max / step - 1e-9) * step, step);
    }
}
