package org.coetracker.stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.coetracker.access.Actor;
import org.coetracker.access.Visibility;
import org.coetracker.shared.http.PublicUrl;
import org.coetracker.stream.Stretch.Position;

/**
 * The events in the order of the transactions that wrote them. They are read up to the oldest transaction that goes on:
 * no event can come to be before that, so that a place in this order is a place for good.
 */
@ApplicationScoped
class StreamedEvents {
    /** How many events are looked at in one statement; what nobody may see counts, so that none takes long. */
    static final int AT_ONCE = 200;

    private static final String NOW = "pg_snapshot_xmin(pg_current_snapshot())";

    private static final String AFTER = """
            with looked as materialized (
                select e.txid, e.id, e.at, e.type, e.coe_id, e.action_id, e.team, e.detail
                from event e
                where (e.txid, e.id) > (cast(cast(:transaction as text) as xid8), :id) and e.txid < %1$s
                order by e.txid, e.id limit :limit
            ), ending as (
                select (select count(*) from looked) as looked,
                    (select l.txid from looked l order by l.txid desc, l.id desc limit 1) as txid,
                    (select l.id from looked l order by l.txid desc, l.id desc limit 1) as id
            )
            select ending.looked, cast(cast(ending.txid as text) as bigint), ending.id,
                cast(cast(%1$s as text) as bigint),
                seen.transaction, seen.nth, seen.at, seen.type, seen.coe, seen.action, seen.team,
                seen.comment
            from ending left join lateral (
                select cast(cast(e.txid as text) as bigint) as transaction,
                    e.id - (select min(f.id) from event f where f.txid = e.txid) + 1 as nth,
                    e.at, e.type, c.number as coe, a.number as action, e.team, e.txid, e.id,
                    case when e.type like 'comment.%%' and c.confidentiality <> 'restricted'
                        then e.detail ->> 'comment' end as comment
                from looked e
                -- What is about no COE is for its audience alone, and in their notices.
                join coe c on c.id = e.coe_id
                left join action a on a.id = e.action_id
                where (e.action_id is null and (%2$s) or a.id is not null and (%3$s))
                    and (cardinality(:types) = 0 or e.type = any(:types))
                    and (:team = '' or :team in (select l.handle from ladder(e.team) l))
            ) seen on true
            order by seen.txid, seen.id""";

    private final EntityManager database;
    private final PublicUrl base;
    private volatile String cluster;

    StreamedEvents(EntityManager database, PublicUrl base) {
        this.database = database;
        this.base = base;
    }

    /** The number of the oldest transaction that goes on. */
    @Transactional
    long now() {
        return number(database.createNativeQuery("select cast(cast(" + NOW + " as text) as bigint)")
                .getSingleResult());
    }

    /** A mark of the database cluster, which is another one after a restore; a running node keeps to its own. */
    @Transactional
    String cluster() {
        if (cluster == null) {
            Object identifier = database.createNativeQuery("select system_identifier from pg_control_system()")
                    .getSingleResult();
            cluster = "%08x".formatted(Long.hashCode(number(identifier)));
        }
        return cluster;
    }

    /** Whether there are events between two such numbers. */
    @Transactional
    boolean between(long one, long other) {
        return (Boolean) database.createNativeQuery("""
                        select exists (
                            select from event e
                            where e.txid >= cast(cast(:one as text) as xid8) and e.txid < cast(cast(:other as text) as xid8))""")
                .setParameter("one", Long.toString(one))
                .setParameter("other", Long.toString(other))
                .getSingleResult();
    }

    /** Where a place is. */
    @Transactional
    Position position(Place place) {
        if (place.nth() == 0) {
            return new Position(place.transaction(), 0);
        }
        long id = number(database.createNativeQuery("""
                        select coalesce(min(e.id), 1) - 1 + :nth from event e
                        where e.txid = cast(cast(:transaction as text) as xid8)""")
                .setParameter("nth", place.nth())
                .setParameter("transaction", Long.toString(place.transaction()))
                .getSingleResult());
        return new Position(place.transaction(), id);
    }

    /** What happened after a place, as far as somebody may see it at this moment. */
    @Transactional
    Stretch after(Position position, List<String> types, String team, Actor actor) {
        Visibility visibility = Visibility.of(actor);
        Query query = visibility.bind(database.createNativeQuery(
                AFTER.formatted(NOW, visibility.ofCoeRows("c"), visibility.ofActionRows("a")), Object[].class));
        @SuppressWarnings("unchecked")
        List<Object[]> rows = query.setParameter("transaction", Long.toString(position.transaction()))
                .setParameter("id", position.id())
                .setParameter("limit", AT_ONCE)
                .setParameter("types", types.toArray(String[]::new))
                .setParameter("team", team == null ? "" : team)
                .getResultList();
        Object[] first = rows.get(0);
        boolean more = number(first[0]) == AT_ONCE;
        Position end = more
                ? new Position(number(first[1]), number(first[2]))
                : new Position(Math.max(number(first[3]), position.transaction()), 0);
        String here = cluster();
        List<Stretch.One> events = rows.stream()
                .filter(row -> row[4] != null)
                .map(row -> event(row, here))
                .toList();
        return new Stretch(events, more || end.transaction() > position.transaction() ? end : position, more);
    }

    private Stretch.One event(Object[] row, String here) {
        Instant at = (Instant) row[6];
        Integer action = row[9] == null ? null : ((Number) row[9]).intValue();
        return new Stretch.One(
                new Place(number(row[4]), number(row[5]), at.getEpochSecond(), here),
                EventView.of((String) row[7], at, number(row[8]), action, (String) row[10], (String) row[11], base));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
