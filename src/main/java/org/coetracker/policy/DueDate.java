package org.coetracker.policy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/**
 * A due date that the policy derived.
 *
 * @param on the day
 * @param rule the rule that gave it, in words
 */
public record DueDate(LocalDate on, String rule) {
    private static final int P0_DAYS = 7;
    private static final Map<Severity, Integer> DAYS =
            new EnumMap<>(Map.of(Severity.SEV1, 15, Severity.SEV2, 30, Severity.SEV3, 60, Severity.SEV4, 90));

    /** Calendar days from today by priority {@code p0}, else by severity; moved off the weekend to the next Monday. */
    public static DueDate derive(Priority priority, Severity severity, LocalDate today) {
        int days = priority == Priority.P0 ? P0_DAYS : DAYS.get(severity);
        String rule = (priority == Priority.P0 ? "p0" : severity.name().toLowerCase(java.util.Locale.ROOT)) + ": "
                + days + " calendar days";
        LocalDate due = today.plusDays(days);
        LocalDate working = nextWorkingDay(due);
        return new DueDate(working, working.equals(due) ? rule : rule + ", moved to the next working day");
    }

    private static LocalDate nextWorkingDay(LocalDate day) {
        LocalDate working = day;
        while (working.getDayOfWeek() == DayOfWeek.SATURDAY || working.getDayOfWeek() == DayOfWeek.SUNDAY) {
            working = working.plusDays(1);
        }
        return working;
    }
}
