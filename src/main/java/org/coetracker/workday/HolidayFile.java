package org.coetracker.workday;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.util.DateTimeComponents;
import biweekly.util.Duration;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.coetracker.shared.Text;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/**
 * The holidays in an iCalendar file (RFC 5545): its events that last whole days, on each of their days, from a year back
 * to five years ahead. Events with a time of day, and cancelled ones, are none. Only what comes back yearly may come
 * back; all is bounded, so that a small file costs little, whatever it says.
 */
final class HolidayFile {
    private static final int YEARS_BACK = 1;
    private static final int YEARS_AHEAD = 5;
    private static final int MAX_EVENTS = 5_000;
    private static final int MAX_DAYS_OF_EVENT = 31;
    private static final int MAX_STEPS = 20_000;
    private static final int FIRST_YEAR = 1900;

    private final LocalDate first;
    private final LocalDate last;
    private final Violations violations;
    private final Map<LocalDate, String> names = new TreeMap<>();
    private int steps;

    private HolidayFile(LocalDate today, Violations violations) {
        this.first = today.minusYears(YEARS_BACK);
        this.last = today.plusYears(YEARS_AHEAD);
        this.violations = violations;
    }

    /**
     * Reads a file; what is wrong with an event is noted at {@code /events/} and its place.
     *
     * @throws ProblemException 400 when it is no iCalendar file
     */
    static List<Holiday> read(String file, LocalDate today, Violations violations) {
        String days = HolidayText.withoutTimeZones(file);
        List<ICalendar> parts = Text.isStorable(days) ? Biweekly.parse(days).all() : List.of();
        if (parts.isEmpty()) {
            throw ProblemException.of(
                    ErrorCode.MALFORMED,
                    "This is no iCalendar file: it begins with BEGIN:VCALENDAR (RFC 5545) and is UTF-8.");
        }
        List<VEvent> events =
                parts.stream().flatMap(part -> part.getEvents().stream()).toList();
        if (events.size() > MAX_EVENTS) {
            violations.add("/events", "size", "The file has " + events.size() + " events; at most " + MAX_EVENTS + ".");
            return List.of();
        }
        HolidayText.check(days, violations);
        if (!violations.isEmpty()) {
            return List.of();
        }
        return new HolidayFile(today, violations).read(events);
    }

    private List<Holiday> read(List<VEvent> events) {
        Map<String, Set<LocalDate>> moved = movedDays(events);
        Violations.each("/events", events, (place, event) -> read(place, event, moved));
        if (names.isEmpty() && violations.isEmpty()) {
            violations.add(
                    "/events",
                    "no_holidays",
                    "No event of the file lasts whole days between " + first + " and " + last + ".");
        }
        return names.entrySet().stream()
                .map(entry -> new Holiday(entry.getKey(), shortened(entry.getValue())))
                .toList();
    }

    /** The days on which events would come back that another event of the same id stands for. */
    private Map<String, Set<LocalDate>> movedDays(List<VEvent> events) {
        Map<String, Set<LocalDate>> moved = new HashMap<>();
        for (int index = 0; index < events.size(); index++) {
            VEvent event = events.get(index);
            if (event.getRecurrenceId() != null && event.getRecurrenceId().getValue() != null) {
                try {
                    moved.computeIfAbsent(id(event), id -> new HashSet<>())
                            .add(day(event.getRecurrenceId().getValue()));
                } catch (DateTimeException e) {
                    violations.add("/events/" + index, "not_a_date", "This event has a RECURRENCE-ID that cannot be.");
                }
            }
        }
        return moved;
    }

    private void read(String place, VEvent event, Map<String, Set<LocalDate>> moved) {
        ICalDate start =
                event.getDateStart() == null ? null : event.getDateStart().getValue();
        if (start == null) {
            violations.add(place, "no_start", "This event has no DTSTART that can be read.");
            return;
        }
        if (start.hasTime() || event.getStatus() != null && event.getStatus().isCancelled()) {
            return;
        }
        try {
            LocalDate day = day(start);
            if (day.getYear() < FIRST_YEAR) {
                violations.add(place, "range", "This event begins before " + FIRST_YEAR + ".");
                return;
            }
            long length = length(event, day);
            if (length < 1 || length > MAX_DAYS_OF_EVENT) {
                violations.add(
                        place,
                        "range",
                        "This event lasts " + length + " days; a holiday has 1 to " + MAX_DAYS_OF_EVENT + ".");
            } else if (isYearly(place, event)) {
                boolean stands = event.getRecurrenceId() == null;
                for (LocalDate begin : stands ? returns(place, event) : List.of(day)) {
                    if (!stands || !moved.getOrDefault(id(event), Set.of()).contains(begin)) {
                        note(begin, length, name(event));
                    }
                }
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            violations.add(place, "not_a_date", "This event has a date or a rule that cannot be.");
        }
    }

    /** Notes a rule by which something comes back more often than yearly, or at times of the day. */
    private boolean isYearly(String place, VEvent event) {
        List<Recurrence> rules = new ArrayList<>();
        Stream.ofNullable(event.getRecurrenceRule()).forEach(property -> rules.add(property.getValue()));
        boolean yearly = rules.stream()
                .allMatch(rule -> rule != null
                        && rule.getFrequency() == Frequency.YEARLY
                        && rule.getBySecond().isEmpty()
                        && rule.getByMinute().isEmpty()
                        && rule.getByHour().isEmpty());
        if (!yearly) {
            violations.add(
                    place,
                    "not_yearly",
                    "A holiday comes back yearly or not at all; days off of each week are the weekend.");
        }
        return yearly;
    }

    /** The days on which the event begins, as far as they matter. */
    private List<LocalDate> returns(String place, VEvent event) {
        List<LocalDate> days = new ArrayList<>();
        LocalDate end = takeEnd(event);
        DateIterator begins = event.getDateIterator(TimeZone.getDefault());
        while (begins.hasNext()) {
            LocalDate begin = LocalDate.ofInstant(begins.next().toInstant(), ZoneId.systemDefault());
            if (begin.isAfter(last) || begin.isAfter(end)) {
                break;
            }
            if (++steps > MAX_STEPS) {
                violations.add(place, "too_often", "The events of this file come back too often to be holidays.");
                break;
            }
            if (!begin.isBefore(first.minusDays(MAX_DAYS_OF_EVENT))) {
                days.add(begin);
            }
        }
        return days;
    }

    /** The last day of the rule, which the library would take for a moment in another zone; the rule is left without. */
    private LocalDate takeEnd(VEvent event) {
        Recurrence rule = event.getRecurrenceRule() == null
                ? null
                : event.getRecurrenceRule().getValue();
        if (rule == null || rule.getUntil() == null) {
            return last;
        }
        event.setRecurrenceRule(
                new Recurrence.Builder(rule).until((ICalDate) null).build());
        return day(rule.getUntil());
    }

    private void note(LocalDate begin, long length, String name) {
        begin.datesUntil(begin.plusDays(length))
                .filter(day -> !day.isBefore(first) && !day.isAfter(last))
                .forEach(day -> names.merge(day, name, HolidayFile::together));
    }

    /** Both names, as far as there is room: a file with one day many times over costs no more than another. */
    private static String together(String one, String two) {
        boolean full = one.length() >= Holiday.MAX_NAME;
        return full || List.of(one.split(", ", -1)).contains(two) ? one : one + ", " + two;
    }

    /** How many days it lasts: to the day before DTEND, by its DURATION, or one. */
    private static long length(VEvent event, LocalDate start) {
        if (event.getDateEnd() != null && event.getDateEnd().getValue() != null) {
            LocalDate end = day(event.getDateEnd().getValue());
            // Some write the same day twice, although the end is meant to be the day after.
            return Math.max(ChronoUnit.DAYS.between(start, end), end.equals(start) ? 1 : 0);
        }
        Duration duration =
                event.getDuration() == null ? null : event.getDuration().getValue();
        if (duration == null) {
            return 1;
        }
        return duration.toMillis() / ChronoUnit.DAYS.getDuration().toMillis();
    }

    private static LocalDate day(ICalDate date) {
        DateTimeComponents raw = date.getRawComponents();
        return raw == null
                ? LocalDate.ofInstant(new Date(date.getTime()).toInstant(), ZoneOffset.UTC)
                : LocalDate.of(raw.getYear(), raw.getMonth(), raw.getDate());
    }

    private static String id(VEvent event) {
        return event.getUid() == null ? "" : String.valueOf(event.getUid().getValue());
    }

    private static String name(VEvent event) {
        String summary = event.getSummary() == null ? null : event.getSummary().getValue();
        return summary == null || summary.isBlank() ? "Holiday" : shortened(summary.strip());
    }

    private static String shortened(String name) {
        int end = Math.min(name.length(), Holiday.MAX_NAME);
        // Half a surrogate pair is no text.
        return name.substring(
                0, end < name.length() && Character.isHighSurrogate(name.charAt(end - 1)) ? end - 1 : end);
    }
}
