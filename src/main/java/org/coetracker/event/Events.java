package org.coetracker.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.coetracker.access.Actor;
import org.coetracker.shared.json.JsonText;

/** The outbox: what is in it was committed with the change that it tells of, and will be told. */
@ApplicationScoped
public class Events {
    /** How long what happened can be read again by those who were away. */
    public static final Duration KEPT_FOR = Duration.ofDays(30);

    private final EntityManager database;

    Events(EntityManager database) {
        this.database = database;
    }

    /** Writes down what happened, in one statement and in the caller's transaction. */
    public void add(Actor actor, Instant at, List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        database.createNativeQuery("""
                        insert into event (at, type, coe_id, action_id, team, actor, audience, detail)
                        select :at, type, "coeId", "actionId", team, :actor, audience, cast(detail as json)
                        from json_to_recordset(cast(:events as json)) as events
                            (type text, "coeId" uuid, "actionId" uuid, team text, audience varchar[], detail text)""")
                .setParameter("at", at)
                .setParameter("actor", actor.handle())
                .setParameter("events", JsonText.write(events))
                .executeUpdate();
    }

    /** Writes one thing down that happened. */
    public void add(Actor actor, Instant at, Event event) {
        add(actor, at, List.of(event));
    }
}
