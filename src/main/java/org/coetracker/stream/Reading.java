package org.coetracker.stream;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coetracker.access.Actor;
import org.coetracker.shared.json.JsonText;
import org.coetracker.stream.Stretch.Position;

/** How far somebody has read, and what comes next; used by one thread at a time. */
final class Reading {
    /** After how long a browser comes back when the connection is cut, in milliseconds. */
    private static final long COMES_BACK_AFTER = 3000;

    private final StreamedEvents events;
    private final Attendance attendance;
    private final Clock clock;
    private final Sse sse;
    private final StreamQuery wanted;
    private final long heartbeatEvery;
    private final Place start;
    private final boolean isGone;
    private volatile boolean hasMore;
    private Position position;
    private long toldAt = System.nanoTime();

    Reading(
            StreamedEvents events,
            Attendance attendance,
            Clock clock,
            Sse sse,
            StreamQuery wanted,
            long heartbeatEvery,
            Place start,
            boolean isGone,
            Position position) {
        this.events = events;
        this.attendance = attendance;
        this.clock = clock;
        this.sse = sse;
        this.wanted = wanted;
        this.heartbeatEvery = heartbeatEvery;
        this.start = start;
        this.isGone = isGone;
        this.position = position;
    }

    /**
     * What came of it.
     *
     * @param events to be sent
     * @param more whether there is more to read at once
     * @param over whether the credential is not good any more
     */
    record Outcome(List<OutboundSseEvent> events, boolean more, boolean over) {}

    /** The first words: whoever is cut off before anything happens knows where to go on. */
    OutboundSseEvent greeting() {
        return sse.newEventBuilder()
                .comment("open")
                .id(start.text())
                .reconnectDelay(COMES_BACK_AFTER)
                .build();
    }

    /** What tells that events may be missing which came after the place where somebody goes on. */
    Optional<OutboundSseEvent> gone() {
        return isGone ? Optional.of(event(start, EventView.gone(clock.instant()))) : Optional.empty();
    }

    /** Whether the last time did not read to the end. */
    boolean hasMore() {
        return hasMore;
    }

    /** Asks no more than whether the credential is still good. */
    boolean isWelcome(RoutingContext request) {
        return attendance.of(request).isPresent();
    }

    /** Asks who listens, and reads on when there is news. */
    Outcome read(RoutingContext request, boolean news) {
        Optional<Actor> actor = attendance.of(request);
        if (actor.isEmpty()) {
            return new Outcome(List.of(), false, true);
        }
        List<OutboundSseEvent> told = new ArrayList<>();
        boolean isLate = System.nanoTime() - toldAt > heartbeatEvery;
        // A sign of life has the place of its moment, whatever happened: it tells nothing of what somebody may not see.
        hasMore = (news || isLate) && read(actor.get(), told);
        if (told.isEmpty() && isLate) {
            told.add(heartbeat());
        }
        if (!told.isEmpty()) {
            toldAt = System.nanoTime();
        }
        return new Outcome(told, hasMore, false);
    }

    private boolean read(Actor actor, List<OutboundSseEvent> into) {
        Stretch stretch = events.after(position, wanted.types(), wanted.team, actor);
        stretch.events().forEach(one -> into.add(event(one.place(), one.event())));
        position = stretch.end();
        return stretch.more();
    }

    private OutboundSseEvent event(Place place, EventView event) {
        return sse.newEventBuilder()
                .id(place.text())
                .name(event.type())
                .data(String.class, JsonText.write(event))
                .build();
    }

    /** A comment, which listeners do not see, with the place that was read to: what they come back with stays young. */
    private OutboundSseEvent heartbeat() {
        OutboundSseEvent.Builder builder = sse.newEventBuilder().comment("alive");
        if (position.id() == 0) {
            builder.id(Place.before(position.transaction(), clock.instant(), start.cluster())
                    .text());
        }
        return builder.build();
    }
}
