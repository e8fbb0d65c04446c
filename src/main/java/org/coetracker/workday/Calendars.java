package org.coetracker.workday;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The working calendars of all teams. */
@ApplicationScoped
public class Calendars {
    private final EntityManager database;

    Calendars(EntityManager database) {
        this.database = database;
    }

    /** The working days of some teams, in one query: their own, else those of the nearest team above that has any. */
    @SuppressWarnings("unchecked")
    public Map<String, WorkingDays> of(Collection<String> teams) {
        List<Object[]> rows = database.createNativeQuery("""
                        select asked.team, nearest.weekend, cast(nearest.holidays as text)
                        from unnest(cast(:teams as text[])) as asked (team) cross join lateral (
                            select c.weekend, c.holidays
                            from ladder(asked.team) l join working_calendar c on c.team = l.handle
                            order by l.step limit 1) nearest""", Object[].class)
                .setParameter("teams", teams.stream().distinct().toArray(String[]::new))
                .getResultList();
        Map<String, WorkingDays> found = new HashMap<>();
        teams.forEach(team -> found.put(team, WorkingDays.STANDARD));
        rows.forEach(row -> found.put(
                (String) row[0],
                WorkingDays.of(
                        Arrays.stream((String[]) row[1]).map(Weekday::of).toList(),
                        WorkingCalendar.holidays((String) row[2]))));
        return found;
    }

    /** The calendar that a team goes by; empty when nobody on its ladder has one. */
    @SuppressWarnings("unchecked")
    Optional<WorkingCalendar> nearest(String team) {
        List<WorkingCalendar> found = database.createNativeQuery("""
                        select c.* from ladder(cast(:team as text)) l join working_calendar c on c.team = l.handle
                        order by l.step limit 1""", WorkingCalendar.class)
                .setParameter("team", team)
                .getResultList();
        return found.stream().findFirst();
    }

    /** The calendar of a team's own. */
    Optional<WorkingCalendar> own(String team) {
        return Optional.ofNullable(database.find(WorkingCalendar.class, team));
    }

    /**
     * Locks the team, so that who gives it a calendar waits for whoever is giving it one.
     *
     * @return whether there is such a team
     */
    boolean lockTeam(String team) {
        return !database.createNativeQuery("select handle from team where handle = :team for no key update")
                .setParameter("team", team)
                .getResultList()
                .isEmpty();
    }

    /** Whether there is such a team. */
    boolean hasTeam(String team) {
        return !database.createNativeQuery("select handle from team where handle = :team")
                .setParameter("team", team)
                .getResultList()
                .isEmpty();
    }

    /** The last version of the calendar of a team's own, be it gone since; 0 when it never had one. */
    int lastVersion(String team) {
        return ((Number) database.createNativeQuery("""
                                select coalesce(max(h.version), 0) from history h
                                where h.subject_id = 'calendar/' || :team and h.subject = 'policy'""")
                        .setParameter("team", team)
                        .getSingleResult())
                .intValue();
    }

    /** Keeps a calendar no longer. */
    void delete(WorkingCalendar calendar) {
        database.remove(calendar);
    }

    /** Keeps a new calendar. */
    void add(WorkingCalendar calendar) {
        database.persist(calendar);
    }

    /** Writes down what was changed. */
    void flush() {
        database.flush();
    }
}
