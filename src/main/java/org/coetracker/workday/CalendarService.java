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
    CalendarView replace(String team, String ifMatch, NewCalendar command, Actor actor) {
        return replace(team, ifMatch, actor, (known, violations) -> command);
    }

    /** The same with the holidays of an iCalendar file; the weekend stays as it is. */
    @Transactional
    CalendarView replaceHolidays(String team, String ifMatch, String file, Actor actor) {
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

    private CalendarView replace(String team, String ifMatch, Actor actor, Replacement replacement) {
        if (!Text.isStorable(team) || !calendars.lockTeam(team)) {
            throw noTeam(team);
        }
        AccessPolicy.require(actor, Operation.REPLACE_CALENDAR, Involved.team(team));
        Optional<WorkingCalendar> own = calendars.own(team);
        if (own.isPresent() || ifMatch != null) {
            IfMatch.required(ifMatch).check(own.map(WorkingCalendar::version).orElse(0));
        }
        Violations violations = new Violations();
        NewCalendar command = replacement.of(nearest(team), violations);
        check(command, violations);
        violations.orElseThrow(ErrorCode.INVALID);
        if (own.isPresent() && own.get().says(command)) {
            return CalendarView.own(own.get());
        }
        Instant now = clock.instant();
        WorkingCalendar calendar = own.orElseGet(() -> WorkingCalendar.of(team, command, now));
        if (own.isPresent()) {
            calendar.replace(command, now);
        } else {
            calendars.add(calendar);
        }
        calendars.flush();
        CalendarView view = CalendarView.own(calendar);
        history.record(
                actor,
                now,
                Change.of(
                        AuditKind.POLICY.word(),
                        "calendar/" + team,
                        null,
                        view.version(),
                        own.isPresent() ? "edited" : "set_up",
                        null,
                        view));
        return view;
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
