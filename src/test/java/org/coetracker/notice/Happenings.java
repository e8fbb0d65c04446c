package org.coetracker.notice;

import static org.coetracker.Fixture.get;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.coetracker.access.Actor;
import org.coetracker.event.Event;
import org.coetracker.event.EventType;
import org.coetracker.event.Events;

/** Writes what happened into the outbox as the features do, and has people told. */
@ApplicationScoped
public class Happenings {
    private static final Actor TEST = Actor.system("test");

    private final Events events;
    private final NoticeDispatcher dispatcher;
    private final Clock clock;

    Happenings(Events events, NoticeDispatcher dispatcher, Clock clock) {
        this.events = events;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    /** Something happened to an action. */
    @SafeVarargs
    public final void happen(EventType type, String action, UnaryOperator<Event>... more) {
        ExtractableResponse<Response> read = get("/actions/" + action).extract();
        UUID id = UUID.fromString(read.path("id"));
        String coe = action.substring(0, action.indexOf("-A"));
        UUID coeId = UUID.fromString(get("/coes/" + coe).extract().path("id"));
        String team = read.path("team");
        QuarkusTransaction.requiringNew()
                .run(() -> events.add(
                        TEST,
                        clock.instant(),
                        Arrays.stream(more)
                                .map(one -> one.apply(Event.of(type, coeId, id, team)))
                                .toList()));
    }

    /** Has people told in batches of so many events; how many notices were written. */
    long tell(int batch) {
        return dispatcher.tell(batch);
    }

    /** Has people told; how many notices were written. */
    public long tell() {
        return dispatcher.tell();
    }
}
