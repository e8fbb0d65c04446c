package org.coetracker.workday;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.coetracker.access.AccessPolicy;
import org.coetracker.access.Actor;
import org.coetracker.access.Involved;
import org.coetracker.access.Operation;
import org.coetracker.history.AuditKind;
import org.coetracker.history.Change;
import org.coetracker.history.History;
import org.coetracker.shared.Text;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/** Shows and changes the working calendars of teams. */
@ApplicationScoped
class CalendarService {
    private final Calendars calendars;
    private final Rules rules;
    private final History history;
    private final Clock clock;

    CalendarService(Calendars calendars, Rules rules, History history, Clock clock) {
        this.calendars = calendars;
        this.rules = rules;
        this.history = history;
        this.clock = clock;
    }

    /** The calendar that a team goes by, its own or not. */
    @Transactional
    CalendarView read(String team) {
        if (!Text.isStorable(team) || !calendars.hasTeam(team)) {
            throw noTeam(team);
        }
        return nearest(team);
    }

    /**
     * Gives a team a calendar, or writes the one that it has anew.
     *
     * @param ifMatch the header {@code If-Match}; needed when the team has a calendar of its own
     */
    @Transactional
    Replaced replace(String team, String ifMatch, NewCalendar command, Actor actor) {
        return replace(team, ifMatch, actor, (known, violations) -> command);
    }

    /** The same with the holidays of an iCalendar file; the weekend stays as it is. */
    @Transactional
    Replaced replaceHolidays(String team, String ifMatch, String file, Actor actor) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return replace(
                team,
                ifMatch,
                actor,
                (known, violations) -> new NewCalendar(known.weekend(), HolidayFile.read(file, today, violations)));
    }

    /** What a calendar shall be, from the one that the team goes by. */
    private interface Replacement {
        NewCalendar of(CalendarView known, Violations violations);
    }

    /**
     * A calendar as it is now.
     *
     * @param isNew whether the team had none of its own
     */
    record Replaced(CalendarView calendar, boolean isNew) {}

    private Replaced replace(String team, String ifMatch, Actor actor, Replacement replacement) {
        lock(team, Operation.REPLACE_CALENDAR, actor);
        Optional<WorkingCalendar> own = calendars.own(team);
        if (own.isPresent() || ifMatch != null) {
            IfMatch.required(ifMatch).check(own.map(WorkingCalendar::version).orElse(0));
        }
        Violations violations = new Violations();
        NewCalendar command = replacement.of(nearest(team), violations);
        check(command, violations);
        violations.orElseThrow(ErrorCode.INVALID);
        if (own.isPresent() && own.get().says(command)) {
            return new Replaced(CalendarView.own(own.get()), false);
        }
        Instant now = clock.instant();
        WorkingCalendar calendar =
                own.orElseGet(() -> WorkingCalendar.of(team, calendars.lastVersion(team) + 1, command, now));
        if (own.isPresent()) {
            calendar.replace(command, now);
        } else {
            calendars.add(calendar);
        }
        calendars.flush();
        CalendarView view = CalendarView.own(calendar);
        history.record(actor, now, change(view, view.version(), own.isPresent() ? "edited" : "set_up"));
        return new Replaced(view, own.isEmpty());
    }

    /** Takes the calendar of a team's own away: it goes by that of the nearest team above again. */
    @Transactional
    void delete(String team, IfMatch expected, Actor actor) {
        lock(team, Operation.DELETE_CALENDAR, actor);
        WorkingCalendar own =
                calendars.own(team).orElseThrow(() -> ProblemException.notFound("calendar of team " + team + "'s own"));
        expected.check(own.version());
        CalendarView view = CalendarView.own(own);
        calendars.delete(own);
        history.record(actor, clock.instant(), change(view, view.version() + 1, "deleted"));
    }

    private void lock(String team, Operation operation, Actor actor) {
        if (!Text.isStorable(team) || !calendars.lockTeam(team)) {
            throw noTeam(team);
        }
        AccessPolicy.require(actor, operation, Involved.team(team));
    }

    private static Change change(CalendarView view, int version, String change) {
        return Change.of(AuditKind.POLICY.word(), "calendar/" + view.team(), null, version, change, null, view);
    }

    private CalendarView nearest(String team) {
        return calendars
                .nearest(team)
                .map(calendar -> calendar.team().equals(team)
                        ? CalendarView.own(calendar)
                        : CalendarView.inherited(team, calendar))
                .orElseGet(() -> CalendarView.standard(team));
    }

    private void check(NewCalendar command, Violations violations) {
        rules.check(command, violations);
        distinct("/weekend", command.weekend(), violations);
        distinct("/holidays", command.holidays().stream().map(Holiday::on).toList(), violations);
    }

    private static void distinct(String pointer, List<?> days, Violations violations) {
        Set<Object> seen = new HashSet<>();
        for (int index = 0; index < days.size(); index++) {
            if (days.get(index) != null && !seen.add(days.get(index))) {
                violations.add(pointer + "/" + index, "duplicate", "This day is in the list already.");
            }
        }
    }

    private static ProblemException noTeam(String team) {
        return ProblemException.notFound("team " + team);
    }
}
