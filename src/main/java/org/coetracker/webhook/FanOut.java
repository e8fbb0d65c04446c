package org.coetracker.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.coetracker.event.EventNumbering;

/**
 * Puts down what each webhook is to be told, event by event in the order of their commits. One node at a time holds the
 * cursor; what it writes is unique for each webhook and event, whatever happens to the cursor.
 */
@ApplicationScoped
class FanOut {
    private static final int BATCH = 500;
    /** How far back events are looked for in a database that was restored elsewhere, where transactions begin again. */
    private static final int DAYS_AFTER_RESTORE = 2;

    private static final String DELIVERIES = """
            insert into webhook_delivery
                (id, webhook, event, type, coe_id, action_id, team, at, state, attempts, next_attempt_at, created_at)
            select gen_random_uuid(), w.id, b.id, b.type, b.coe_id, b.action_id, b.team, b.at, 'pending', 0,
                cast(:now as timestamptz), cast(:now as timestamptz)
            from batch b
            join webhook w on w.active and b.type = any(w.events) and b.at >= w.created_at
                and (w.team is null or w.team in (select l.handle from ladder(b.team) l))
            -- What is about no COE is seen by none of them.
            where person_sees_coe(w.owner, b.coe_id)
            on conflict on constraint webhook_delivery_event_key do nothing""";

    private final EntityManager database;
    private final EventNumbering numbering;
    private final Clock clock;

    FanOut(EntityManager database, EventNumbering numbering, Clock clock) {
        this.database = database;
        this.numbering = numbering;
        this.clock = clock;
    }

    /** Fans a batch of events out; says whether there may be more, and passes when another node is at it. */
    @Transactional
    public boolean next() {
        if (!isThereWork()) {
            return false;
        }
        @SuppressWarnings("unchecked")
        List<Object[]> held = database.createNativeQuery("""
                        select cast(c.txid as text), c.event, c.cluster = here.system_identifier
                        from webhook_cursor c, pg_control_system() here
                        for update of c skip locked""").getResultList();
        if (held.isEmpty()) {
            return false;
        }
        Object[] cursor = held.get(0);
        Instant now = clock.instant();
        if (!(Boolean) cursor[2]) {
            // A node that went on meanwhile finds out here, and not by its start.
            numbering.renew();
            beginAnew(now);
            return true;
        }
        // A statement of its own, so that it sees what the last holder of the cursor has left.
        int moved = database.createNativeQuery("""
                        with batch as materialized (
                            select e.* from event e
                            where (e.txid, e.id) > (cast(:txid as xid8), cast(:event as bigint))
                                and e.txid < pg_snapshot_xmin(pg_current_snapshot())
                            order by e.txid, e.id
                            limit :most
                        ), written as (
                        """ + DELIVERIES + """
                        ), reached as (
                            select txid, id from batch order by txid desc, id desc limit 1
                        )
                        update webhook_cursor c set txid = r.txid, event = r.id from reached r""")
                .setParameter("txid", cursor[0])
                .setParameter("event", cursor[1])
                .setParameter("most", BATCH)
                .setParameter("now", now)
                .executeUpdate();
        return moved > 0;
    }

    /** Asked without a lock, as most of the time nothing has happened. */
    private boolean isThereWork() {
        return (Boolean) database.createNativeQuery("""
                        select c.cluster <> here.system_identifier or exists (
                            select 1 from event e
                            where (e.txid, e.id) > (c.txid, c.event) and e.txid < pg_snapshot_xmin(pg_current_snapshot()))
                        from webhook_cursor c, pg_control_system() here""").getSingleResult();
    }

    /** In a restored database the numbers of transactions mean nothing; what was told already is not told again. */
    private void beginAnew(Instant now) {
        database.createNativeQuery("""
                        with batch as materialized (
                            select e.* from event e where e.at > :since
                        ), written as (
                        """ + DELIVERIES + """
                        )
                        update webhook_cursor c
                        set txid = pg_snapshot_xmin(pg_current_snapshot()), event = 0, cluster = here.system_identifier
                        from pg_control_system() here""")
                .setParameter("since", now.minus(Duration.ofDays(DAYS_AFTER_RESTORE)))
                .setParameter("now", now)
                .executeUpdate();
    }
}
