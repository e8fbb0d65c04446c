package org.coetracker.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.post;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;

/** What webhook tests do again and again. */
@ApplicationScoped
class Mailbag {
    static final List<String> ALL = List.of("coe.filed", "action.committed", "coe.submitted");

    private final FanOut fanOut;
    private final Deliveries deliveries;
    private final Courier courier;
    private final EntityManager database;

    Mailbag(FanOut fanOut, Deliveries deliveries, Courier courier, EntityManager database) {
        this.fanOut = fanOut;
        this.deliveries = deliveries;
        this.courier = courier;
        this.database = database;
    }

    /** Leaves what other tests made alone. */
    @Transactional
    void nothing_else() {
        database.createNativeQuery("update webhook set active = false").executeUpdate();
        database.createNativeQuery(
                        "update webhook_cursor set txid = pg_snapshot_xmin(pg_current_snapshot()), event = 0,"
                                + " seen = (select coalesce(max(id), 0) from event)")
                .executeUpdate();
    }

    /** A new webhook, as the answer to its making has it. */
    static Map<String, Object> webhook(String url, Object... members) {
        Map<String, Object> webhook = map(members);
        webhook.put("url", url);
        webhook.putIfAbsent("events", ALL);
        return post("/webhooks", webhook).statusCode(201).extract().path("$");
    }

    /** Fans out all that happened, as soon as all that was written before has been committed. */
    void fanOut() {
        long deadline = System.nanoTime() + 10_000_000_000L;
        do {
            while (fanOut.next()) {
                assertThat(System.nanoTime()).isLessThan(deadline);
            }
        } while (isEventLeft() && System.nanoTime() < deadline);
        assertThat(isEventLeft()).isFalse();
    }

    @Transactional
    boolean isEventLeft() {
        return (Boolean) database.createNativeQuery("""
                        select exists (select 1 from event e, webhook_cursor c where (e.txid, e.id) > (c.txid, c.event))""").getSingleResult();
    }

    /** Sends all that is due; says how many messages those were. */
    int send() {
        int sent = 0;
        for (Deliveries.Claim claim = deliveries.claim(100, 100);
                !claim.isEmpty();
                claim = deliveries.claim(100, 100)) {
            claim.messages().forEach(courier::deliver);
            sent += claim.messages().size();
        }
        return sent;
    }

    /** Makes the cursor one of a cluster whose transactions had come far. */
    void restoreElsewhere() {
        execute("update event_numbering set cluster = 1");
        execute("update webhook_cursor set cluster = 1, txid = '9000000000000000', event = 9000000000000000");
    }

    /** Claims what is due, at most so many messages. */
    List<Message> claim(int room) {
        return deliveries.claim(room, room).messages();
    }

    /** Fans out and sends. */
    int tell() {
        fanOut();
        return send();
    }

    /** The deliveries of a webhook, newest first. */
    static List<Map<String, Object>> deliveries(Map<String, Object> webhook) {
        return get("/webhooks/" + webhook.get("id") + "/deliveries?limit=200")
                .statusCode(200)
                .extract()
                .path("items");
    }

    /** The only delivery of a webhook. */
    static Map<String, Object> delivery(Map<String, Object> webhook) {
        List<Map<String, Object>> all = deliveries(webhook);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Transactional
    long count(String sql, Object... parameters) {
        var query = database.createNativeQuery(sql);
        for (int index = 0; index < parameters.length; index++) {
            query.setParameter(index + 1, parameters[index]);
        }
        return ((Number) query.getSingleResult()).longValue();
    }

    @Transactional
    int execute(String sql, Object... parameters) {
        var query = database.createNativeQuery(sql);
        for (int index = 0; index < parameters.length; index++) {
            query.setParameter(index + 1, parameters[index]);
        }
        return query.executeUpdate();
    }
}
