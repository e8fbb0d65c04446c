package org.coetracker.webhook;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.coetracker.event.EventNumbering;

/**
 * Puts down what each webhook is to be told, event by event in the order of their commits. One node at a time holds the
 * cursor; what it writes is unique for each webhook and event, whatever happens to the cursor.
 */
@ApplicationScoped
class FanOut {
    private static final int BATCH = 500;

    private static final String DELIVERIES = """
            insert into webhook_delivery
                (id, webhook, event, type, coe_id, action_id, team, at, state, attempts, next_attempt_at, created_at)
            select gen_random_uuid(), w.id, b.id, b.type, b.coe_id, b.action_id, b.team, b.at, 'pending', 0,
                cast(:now as timestamptz), cast(:now as timestamptz)
            from batch b
            join webhook w on w.active and b.type = any(w.events) and b.at >= w.created_at
                and (w.team is null or w.team in (select l.handle from ladder(b.team) l))
            -- What is about no COE is seen by none of them.
            where coe_shown_to(w.owner, b.coe_id)
            on conflict on constraint webhook_delivery_event_key do nothing""";

    private final EntityManager database;
    private final EventNumbering numbering;
    private final Clock clock;

    FanOut(EntityManager database, EventNumbering numbering, Clock clock) {
        this.database = database;
        this.numbering = numbering;
        this.clock = clock;
    }

    /** Before the events of a restored database have other numbers: the cursor is in the order of the old ones. */
    @Transactional
    void begin(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started) {
        // Two nodes that start at once do so one after the other.
        Object[] cursor = hold("");
        if (cursor != null && !(Boolean) cursor[2]) {
            beginAnew(clock.instant());
        }
    }

    /** Fans a batch of events out; says whether there may be more, and passes when another node is at it. */
    @Transactional
    public boolean next() {
        if (!isThereWork()) {
            return false;
        }
        Object[] cursor = hold("skip locked");
        if (cursor == null) {
            return false;
        }
        Instant now = clock.instant();
        if (!(Boolean) cursor[2]) {
            // A node that went on meanwhile finds out here, and not by its start.
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
                        update webhook_cursor c set txid = r.txid, event = r.id,
                            seen = greatest(c.seen, (select max(b.id) from batch b))
                        from reached r""")
                .setParameter("txid", cursor[0])
                .setParameter("event", cursor[1])
                .setParameter("most", BATCH)
                .setParameter("now", now)
                .executeUpdate();
        return moved > 0;
    }

    /** The cursor, locked, and whether it is of this cluster; null when another node has it. */
    private Object[] hold(String otherwise) {
        @SuppressWarnings("unchecked")
        List<Object[]> held = database.createNativeQuery("""
                        select cast(c.txid as text), c.event, c.cluster = here.system_identifier
                        from webhook_cursor c, pg_control_system() here
                        for update of c\s""" + otherwise).getResultList();
        return held.isEmpty() ? null : held.get(0);
    }

    /** Asked without a lock, as most of the time nothing has happened. */
    private boolean isThereWork() {
        return (Boolean) database.createNativeQuery("""
                        select c.cluster <> here.system_identifier or exists (
                            select 1 from event e
                            where (e.txid, e.id) > (c.txid, c.event) and e.txid < pg_snapshot_xmin(pg_current_snapshot()))
                        from webhook_cursor c, pg_control_system() here""").getSingleResult();
    }

    /**
     * In a database that was restored elsewhere, transactions are numbered anew. What had been fanned out has the order
     * that the cursor is in, and what came to be since then has higher ids; what was told already, or was not for a
     * webhook at its time, is not told now.
     */
    private void beginAnew(Instant now) {
        database.createNativeQuery("""
                        with batch as materialized (
                            select e.* from event e, webhook_cursor c
                            where (e.txid, e.id) > (c.txid, c.event) or e.id > c.seen
                        ), written as (
                        """ + DELIVERIES + """
                        )
                        update webhook_cursor c
                        set txid = pg_snapshot_xmin(pg_current_snapshot()), event = 0, cluster = here.system_identifier,
                            seen = greatest(c.seen, (select max(b.id) from batch b))
                        from pg_control_system() here""")
                .setParameter("now", now)
                .executeUpdate();
        numbering.renew();
    }

    /** When the oldest event happened that was not fanned out, be it that it cannot be yet. */
    @Transactional
    public Optional<Instant> oldestLeft() {
        @SuppressWarnings("unchecked")
        List<Instant> oldest = database.createNativeQuery("""
                        select e.at from event e, webhook_cursor c
                        where (e.txid, e.id) > (c.txid, c.event)
                        order by e.txid, e.id limit 1""", Instant.class).getResultList();
        return oldest.stream().findFirst();
    }
}
