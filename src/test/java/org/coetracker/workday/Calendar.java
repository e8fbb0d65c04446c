package org.coetracker.workday;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** Calendars for tests, in few words. */
public final class Calendar {
    private Calendar() {}

    /**
     * Working days.
     *
     * @param weekend the days off of each week, with commas between
     * @param holidays each a day, a space and a name
     */
    public static WorkingDays days(String weekend, String... holidays) {
        List<Weekday> off = weekend.isEmpty()
                ? List.of()
                : Arrays.stream(weekend.split(",", -1)).map(Weekday::of).toList();
        return WorkingDays.of(
                off,
                Arrays.stream(holidays)
                        .map(line -> new Holiday(LocalDate.parse(line.substring(0, 10)), line.substring(11)))
                        .toList());
    }
}
