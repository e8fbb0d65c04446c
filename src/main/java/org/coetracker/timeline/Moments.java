package org.coetracker.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes moments of what lines begin with. What a line does not say follows from the lines before it, and from what the
 * caller said of all: the zone, and the day on which it begins.
 */
final class Moments {
    /** A line may be so much earlier than the one before it without being of the next day. */
    private static final Duration SLIP = Duration.ofHours(1);

    /** What a record's times may be; the zone may carry a time out of the years that RFC 3339 can write. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private final ZoneId zone;
    private LocalDate day;
    private Instant before;
    /** Of a heading, for the first line under it. */
    private final List<Remark> ofHeading = new ArrayList<>();

    /**
     * Begins.
     *
     * @param zone of times that are written without one; null when the caller did not say
     * @param day of the first time that is written without one; null when the caller did not say
     */
    Moments(ZoneId zone, LocalDate day) {
        this.zone = zone;
        this.day = day;
    }

    /** Goes on with another day: a heading over the lines of that day. */
    void on(TimeText heading) throws Unclear {
        ofHeading.clear();
        day = heading.day() == null ? withYear(heading.dayOfYear(), ofHeading) : heading.day();
        before = null;
    }

    /**
     * The moment that a line begins with.
     *
     * @param remarks takes what could have been meant in another way
     * @throws Unclear when it cannot be told
     */
    Instant of(TimeText text, List<Remark> remarks) throws Unclear {
        remarks.addAll(ofHeading);
        ofHeading.clear();
        if (text.remark() != null) {
            remarks.add(text.remark());
        }
        ZoneId local = zone(text, remarks);
        LocalDate on = day(text, local, remarks);
        // As times of requests are: what the database keeps is not finer.
        Instant moment =
                moment(LocalDateTime.of(on, text.time()), local, remarks).truncatedTo(ChronoUnit.MICROS);
        if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
            throw new Unclear("impossible_time", "Times go from the year 0001 to the year 9999, in UTC.");
        }
        if (before != null && moment.isBefore(before)) {
            remarks.add(
                    new Remark("out_of_order", "This is earlier than the line before; it is put where it belongs."));
        }
        day = on;
        before = moment;
        return moment;
    }

    private ZoneId zone(TimeText text, List<Remark> remarks) throws Unclear {
        if (text.zone() == null) {
            if (zone == null) {
                throw new Unclear(
                        "no_zone",
                        "The time has no zone; say in the query parameter timeZone in which zone such times are, such as"
                                + " Europe/Paris or UTC.");
            }
            return zone;
        }
        ZoneWords.usually(text.zoneWord())
                .ifPresent(where -> remarks.add(new Remark(
                        "zone_read_as",
                        text.zoneWord() + " is read as it is meant " + where + ", "
                                + text.zone().getId() + ".")));
        return text.zone();
    }

    private LocalDate day(TimeText text, ZoneId local, List<Remark> remarks) throws Unclear {
        if (text.day() != null) {
            return text.day();
        }
        if (text.dayOfYear() != null) {
            return withYear(text.dayOfYear(), remarks);
        }
        if (day == null) {
            throw new Unclear(
                    "no_date",
                    "The time has no day, and no line before it has one; say in the query parameter date on which day"
                            + " it begins.");
        }
        if (before == null) {
            return day;
        }
        // The zone may be another one than that of the line before, where it is another day.
        LocalDate on = day.minusDays(1);
        Instant earliest = before.minus(SLIP);
        while (lenient(on, text.time(), local).isBefore(earliest)) {
            on = on.plusDays(1);
        }
        if (!on.equals(day)) {
            remarks.add(new Remark("other_day", "The line says no day; it is read as of " + on + "."));
        }
        return on;
    }

    private static Instant lenient(LocalDate on, LocalTime time, ZoneId local) {
        // Of a time that was there twice the second one: it may still be of this day.
        return ZonedDateTime.of(on, time, local).withLaterOffsetAtOverlap().toInstant();
    }

    /** Of a day without its year: the one that is nearest to the day so far. */
    private LocalDate withYear(MonthDay written, List<Remark> remarks) throws Unclear {
        if (day == null) {
            throw new Unclear(
                    "no_date", "The day has no year; say in the query parameter date on which day it begins.");
        }
        int year = IntStream.of(day.getYear(), day.getYear() - 1, day.getYear() + 1)
                .boxed()
                .min(Comparator.comparing(one -> Math.abs(ChronoUnit.DAYS.between(day, written.atYear(one)))))
                .orElseThrow();
        if (!written.isValidYear(year)) {
            throw new Unclear("impossible_time", year + " had no 29 February; look at the digits.");
        }
        if (year != day.getYear()) {
            remarks.add(
                    new Remark("other_year", "The line says no year; it is read as of " + year + ", the nearest one."));
        }
        return written.atYear(year);
    }

    private Instant moment(LocalDateTime written, ZoneId local, List<Remark> remarks) throws Unclear {
        List<ZoneOffset> offsets = local.getRules().getValidOffsets(written);
        if (offsets.size() == 1) {
            return written.toInstant(offsets.get(0));
        }
        ZoneOffsetTransition change = local.getRules().getTransition(written);
        if (offsets.isEmpty()) {
            throw new Unclear(
                    "no_such_time",
                    "There was no such time in " + local + ": the clocks went from "
                            + change.getDateTimeBefore().toLocalTime() + " to "
                            + change.getDateTimeAfter().toLocalTime() + ". Write the offset, such as "
                            + change.getOffsetAfter() + ".");
        }
        Instant first = written.toInstant(offsets.get(0));
        Instant second = written.toInstant(offsets.get(1));
        boolean later = before != null && first.isBefore(before);
        remarks.add(new Remark(
                "twice",
                "There was this time twice in " + local + ", when the clocks went back; it is read as the "
                        + (later ? "second (" + offsets.get(1) : "first (" + offsets.get(0))
                        + "). Write the offset when the other is meant."));
        return later ? second : first;
    }
}
