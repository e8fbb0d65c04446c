package org.coetracker.workday;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which days are working days: a value, free of the database. */
public final class WorkingDays {
    /** Saturday and Sunday off, no holidays: for teams of whose ladder none has a calendar. */
    public static final WorkingDays STANDARD = of(List.of(Weekday.SATURDAY, Weekday.SUNDAY), List.of());

    /** How far a working day is looked for: with more holidays in a row than that, every day counts as one. */
    private static final int SEARCHED_DAYS = 366;

    private final Set<DayOfWeek> weekend;
    private final Map<LocalDate, String> holidays;

    private WorkingDays(Set<DayOfWeek> weekend, Map<LocalDate, String> holidays) {
        this.weekend = weekend;
        this.holidays = holidays;
    }

    /** Those of a calendar. */
    public static WorkingDays of(Collection<Weekday> weekend, Collection<Holiday> holidays) {
        Set<DayOfWeek> off = EnumSet.noneOf(DayOfWeek.class);
        weekend.forEach(weekday -> off.add(weekday.day()));
        return new WorkingDays(
                off,
                holidays.stream().collect(Collectors.toUnmodifiableMap(Holiday::on, Holiday::name, (one, two) -> one)));
    }

    /** The day itself when it is a working day, else the next one that is. */
    public LocalDate onOrAfter(LocalDate day) {
        for (int further = 0; further <= SEARCHED_DAYS; further++) {
            if (whyOff(day.plusDays(further)).isEmpty()) {
                return day.plusDays(further);
            }
        }
        return day;
    }

    /** Why a day is none, in words that follow the day: {@code was a Saturday}; empty for a working day. */
    public Optional<String> whyOff(LocalDate day) {
        String holiday = holidays.get(day);
        if (holiday != null) {
            return Optional.of("was a holiday: " + holiday);
        }
        return weekend.contains(day.getDayOfWeek())
                ? Optional.of("was a " + day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                : Optional.empty();
    }
}
