package org.coetracker.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.coetracker.access.Visibility;

/** Counts actions in the database, in one pass. */
@ApplicationScoped
class ActionStatistics {
    private static final Duration LATELY = Duration.ofDays(30);

    /** What is overdue depends on the day that it is for the action's team; that day is worked out once a team. */
    private static final String FIGURES = """
            with day as materialized (select handle, local_date(:now, time_zone) as today from team),
            standing as (
                select %1$s as key, a.flagged_at,
                    a.state in ('proposed', 'committed', 'in_progress') and not a.withdrawn as open,
                    case when a.state in ('committed', 'in_progress') and not a.withdrawn
                        then day.today - a.due_on end as late,
                    extract(epoch from cast(:now as timestamptz) - a.created_at) / 86400 as age,
                    a.state in ('done', 'verified') and a.completed_at >= :lately as done_lately
                from action a join day on day.handle = a.team where %2$s)
            select key,
                count(*) filter (where open),
                count(*) filter (where late > 0),
                count(*) filter (where late between -7 and 0),
                count(flagged_at),
                count(*) filter (where done_lately),
                max(age) filter (where open),
                avg(age) filter (where open),
                max(late),
                avg(late) filter (where late > 0)
            from standing %3$s""";

    private final EntityManager database;

    ActionStatistics(EntityManager database) {
        this.database = database;
    }

    /** The totals and all groups. */
    @Transactional
    Snapshot all(Grouping grouping, Visibility visibility, Instant now) {
        List<ActionGroup> rows = rows(query(
                FIGURES.formatted(
                        grouping.expression(),
                        visibility.ofActionRows("a"),
                        "group by grouping sets ((), (key)) order by grouping(key) desc, key"),
                visibility,
                now));
        return new Snapshot(now, rows.get(0).figures(), rows.subList(1, rows.size()));
    }

    /** The groups of some COEs, in the order of their numbers: there are too many to count them all each time. */
    @Transactional
    List<ActionGroup> ofCoes(long afterNumber, int limit, Visibility visibility, Instant now) {
        String page = """
                a.coe_number in (
                    select distinct s.coe_number from action s
                    where s.coe_number > :after and %s order by s.coe_number limit :limit)
                and %s""".formatted(visibility.ofActionRows("s"), visibility.ofActionRows("a"));
        Query query = query(
                        FIGURES.formatted(Grouping.COE.expression(), page, "group by key order by key"),
                        visibility,
                        now)
                .setParameter("after", afterNumber)
                .setParameter("limit", limit);
        return rows(query).stream()
                .map(row -> new ActionGroup("COE-" + row.group(), row.figures()))
                .toList();
    }

    /** Whether somebody sees a restricted COE, so that their figures are not everybody's. */
    @Transactional
    boolean seesRestricted(Visibility visibility) {
        String sql = "select exists (select 1 from coe c where c.confidentiality = 'restricted' and "
                + visibility.ofCoeRows("c") + ")";
        return (Boolean)
                visibility.bind(database.createNativeQuery(sql, Boolean.class)).getSingleResult();
    }

    private Query query(String sql, Visibility visibility, Instant now) {
        return visibility
                .bind(database.createNativeQuery(sql, Object[].class))
                .setParameter("now", now)
                .setParameter("lately", now.minus(LATELY));
    }

    @SuppressWarnings("unchecked")
    private static List<ActionGroup> rows(Query query) {
        List<ActionGroup> groups = new ArrayList<>();
        for (Object[] row : (List<Object[]>) query.getResultList()) {
            groups.add(new ActionGroup(
                    row[0] == null ? "" : row[0].toString(),
                    new ActionFigures(
                            whole(row[1]),
                            whole(row[2]),
                            whole(row[3]),
                            whole(row[4]),
                            whole(row[5]),
                            row[6] == null ? null : whole(row[6]),
                            tenths(row[7]),
                            row[8] == null || whole(row[8]) <= 0 ? null : whole(row[8]),
                            tenths(row[9]))));
        }
        return groups;
    }

    private static long whole(Object number) {
        return ((Number) number).longValue();
    }

    private static Double tenths(Object number) {
        return number == null ? null : Math.round(((Number) number).doubleValue() * 10) / 10.0;
    }
}
