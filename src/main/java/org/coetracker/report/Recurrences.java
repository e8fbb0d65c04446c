package org.coetracker.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.coetracker.access.Visibility;

/** Counts in the database how often incidents recurred. */
@ApplicationScoped
class Recurrences {
    /**
     * Whether an action was overdue is asked of its history: what it said when the incident began, or when it was filed,
     * if that was later, as of old COEs that were entered afterwards. Of a COE that is named as a whole, any action counts.
     * A COE that was withdrawn by then owed nothing. What began later, or was filed later when nobody knows, does not recur
     * in what was before it.
     */
    private static final String FIGURES = """
            with incident as materialized (
                select c.id, c.number, c.started_at, c.team, c.services, c.root_cause -> 'causes' as causes, coalesce(c.started_at, c.created_at) as at,
                    c.related_items
                from coe c
                where cast(c.related_items as text) <> '[]' and c.status <> 'withdrawn' and {coes}),
            named as materialized (
                select i.id, i.at, item ->> 'ref' as ref, (item ->> 'wouldHavePrevented') = 'true' as prevents
                from incident i cross join lateral json_array_elements(i.related_items) item
                    cross join lateral cast(substring(item ->> 'ref' from 'COE-(\\d+)') as bigint) as earlier (number)
                    left join coe c on c.number = earlier.number and {coes}
                where (item ->> 'relation' = 'same_cause' or item ->> 'wouldHavePrevented' = 'true')
                    and case when c.started_at <> i.started_at then c.started_at < i.started_at else earlier.number < i.number end),
            overdue as materialized (
                select distinct n.id
                from named n
                    join action a on a.coe_number = cast(substring(n.ref from 'COE-(\\d+)') as bigint)
                        and (n.ref not like '%-A%' or a.number = cast(substring(n.ref from '-A(\\d+)$') as integer))
                    join team t on t.handle = a.team
                    cross join lateral (
                        select h.snapshot ->> 'state' as state, cast(h.snapshot ->> 'dueOn' as date) as due_on
                        from history h
                        where h.subject_id = cast(a.id as text) and h.subject = 'action' and h.snapshot is not null
                        order by h.at <= n.at desc, case when h.at <= n.at then - h.id else h.id end limit 1) said
                where n.prevents and {actions}
                    and not exists (
                        select from history h
                        where h.subject_id = cast(a.coe_id as text) and h.subject = 'coe' and h.at <= n.at
                            and h.snapshot ->> 'status' = 'withdrawn') and said.state in ('committed', 'in_progress')
                    and said.due_on < local_date(n.at, t.time_zone)),
            recurred as materialized (
                select n.id, bool_or(n.prevents) as preventable, n.id in (select o.id from overdue o) as overdue
                from named n group by n.id)
            select null as key, count(*), count(*) filter (where preventable), count(*) filter (where overdue)
            from recurred
            union all
            select key, count(*), count(*) filter (where preventable), count(*) filter (where overdue)
            from recurred r join incident i on i.id = r.id cross join lateral ({keys}) as g (key)
            group by key
            order by key nulls first""";

    private final EntityManager database;

    Recurrences(EntityManager database) {
        this.database = database;
    }

    /**
     * The figures of all groups at a time.
     *
     * @param asOf the time
     * @param totals the figures of all, each COE once
     * @param groups the figures of each group
     */
    record Count(Instant asOf, RecurrenceFigures totals, List<RecurrenceGroup> groups) {}

    /** The totals and all groups. */
    @Transactional
    Count count(RecurrenceGrouping grouping, Visibility visibility, Instant now) {
        String sql = FIGURES.replace("{coes}", visibility.ofCoeRows("c"))
                .replace("{actions}", visibility.ofActionRows("a"))
                .replace("{keys}", grouping.keys());
        @SuppressWarnings("unchecked")
        List<Object[]> rows =
                visibility.bind(database.createNativeQuery(sql, Object[].class)).getResultList();
        List<RecurrenceGroup> groups = rows.stream()
                .skip(1)
                .map(row -> new RecurrenceGroup((String) row[0], figures(row)))
                .toList();
        return new Count(now, figures(rows.get(0)), groups);
    }

    private static RecurrenceFigures figures(Object[] row) {
        return new RecurrenceFigures(whole(row[1]), whole(row[2]), whole(row[3]));
    }

    private static long whole(Object number) {
        return ((Number) number).longValue();
    }
}
