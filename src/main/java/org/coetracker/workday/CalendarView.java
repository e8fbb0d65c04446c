package org.coetracker.workday;

import java.time.Instant;
import java.util.List;
import org.coetracker.shared.http.Tagged;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The working calendar that a team goes by, as it is shown.
 *
 * @param team the team
 * @param inheritedFrom the team above whose calendar it is; null when it is the team's own, or nobody's
 * @param weekend the days of the week on which nobody works
 * @param holidays the days beside those on which nobody works, in their order
 * @param version of the team's own calendar, rises with each change; 0 when it has none
 * @param updatedAt when the team's own calendar was last changed; null when it has none
 */
@Schema(name = "WorkingCalendar")
record CalendarView(
        String team,
        String inheritedFrom,
        List<Weekday> weekend,
        List<Holiday> holidays,
        int version,
        Instant updatedAt)
        implements Tagged {

    static CalendarView own(WorkingCalendar calendar) {
        return new CalendarView(
                calendar.team(),
                null,
                calendar.weekend(),
                calendar.holidays(),
                calendar.version(),
                calendar.updatedAt());
    }

    static CalendarView inherited(String team, WorkingCalendar calendar) {
        return new CalendarView(team, calendar.team(), calendar.weekend(), calendar.holidays(), 0, null);
    }

    static CalendarView standard(String team) {
        return new CalendarView(team, null, List.of(Weekday.SATURDAY, Weekday.SUNDAY), List.of(), 0, null);
    }
}
