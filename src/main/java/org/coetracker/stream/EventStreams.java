package org.coetracker.stream;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.coetracker.access.Actor;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violation;
import org.coetracker.shared.worker.Worker;
import org.jboss.logging.Logger;

/**
 * The open streams of this node. One query every half a second, and only while somebody listens, tells whether anything
 * happened; each listener then reads what of it they may see.
 */
@ApplicationScoped
class EventStreams {
    private static final Logger LOG = Logger.getLogger(EventStreams.class);
    /** So many connections to the database all streams together take at most. */
    private static final int READERS = 4;

    private static final long TRY_AGAIN_SECONDS = 30;

    private final StreamedEvents events;
    private final Attendance attendance;
    private final StreamSettings settings;
    private final Clock clock;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final Worker watch;
    private final ExecutorService readers = Executors.newFixedThreadPool(READERS, task -> {
        Thread thread = new Thread(task, "event-reader");
        thread.setDaemon(true);
        return thread;
    });
    /** Streams keep a node that is told to stop from stopping, so that they end before anything else does. */
    private final Thread whenTold = new Thread(this::stop, "event-streams-end");

    private long lookedUpTo;
    private volatile boolean stopping;

    EventStreams(StreamedEvents events, Attendance attendance, StreamSettings settings, Clock clock) {
        this.events = events;
        this.attendance = attendance;
        this.settings = settings;
        this.clock = clock;
        this.watch = new Worker("event-watch", "Listeners are not being told", settings.lookEvery(), this::look);
    }

    void begin(@Observes StartupEvent started) {
        watch.begin();
        Runtime.getRuntime().addShutdownHook(whenTold);
    }

    void end(@Observes ShutdownEvent stopped) throws InterruptedException {
        stop();
        watch.end();
        readers.shutdownNow();
        try {
            Runtime.getRuntime().removeShutdownHook(whenTold);
        } catch (IllegalStateException e) {
            LOG.trace("It runs already", e);
        }
    }

    private void stop() {
        stopping = true;
        listeners.forEach(Listener::end);
    }

    /**
     * Begins a stream.
     *
     * @param last the place to go on from; null to begin now
     * @throws ProblemException 400 when there is no such place, 429 when there are too many streams
     */
    Listener open(Actor actor, RoutingContext request, StreamQuery wanted, String last, Sse sse) {
        long now = events.now();
        String cluster = events.cluster();
        Instant at = clock.instant();
        Optional<Place> from = Optional.ofNullable(last).map(EventStreams::place);
        Place begin = from.orElse(Place.before(now, at, cluster));
        // Whoever comes from before a restore hears all that is kept: what of it they know cannot be known.
        boolean isElsewhere = !begin.isIn(cluster, now);
        Place start = isElsewhere ? Place.before(0, at, cluster) : begin;
        Reading reading = new Reading(
                events,
                attendance,
                clock,
                sse,
                wanted,
                settings.heartbeatEvery().toNanos(),
                start,
                isElsewhere || begin.isForgotten(at),
                events.position(start));
        return admit(new Listener(this, request, actor.handle(), reading));
    }

    private static Place place(String last) {
        return Place.parse(last)
                .orElseThrow(() -> ProblemException.of(
                        ErrorCode.MALFORMED,
                        List.of(Violation.of(
                                "lastEventId",
                                "unknown_place",
                                "There is no such place; send the id of an event of this stream as it was, or none to"
                                        + " begin now."))));
    }

    private synchronized Listener admit(Listener listener) {
        if (stopping) {
            throw ProblemException.of(ErrorCode.UNAVAILABLE, "This node is stopping. Try again.");
        }
        long own = listeners.stream()
                .filter(other -> other.person().equals(listener.person()))
                .count();
        if (own >= settings.mostPerPerson()) {
            throw ProblemException.tooMany(
                    "You have " + own + " streams open already; end one of them first.", TRY_AGAIN_SECONDS);
        }
        if (listeners.size() >= settings.mostPerNode()) {
            throw ProblemException.tooMany(
                    "This node has as many streams open as it may. Try again later.", TRY_AGAIN_SECONDS);
        }
        listeners.add(listener);
        return listener;
    }

    void left(Listener listener) {
        listeners.remove(listener);
    }

    /** How many streams are open. */
    int open() {
        return listeners.size();
    }

    /** How many of them nobody reads at the moment. */
    long stuck() {
        return listeners.stream().filter(Listener::isUnread).count();
    }

    long patience() {
        return settings.patience().toNanos();
    }

    long standingEvery() {
        return settings.standingEvery().toNanos();
    }

    /** Does something on one of the few threads that read; says whether it will. */
    boolean run(Runnable reading) {
        try {
            readers.execute(reading);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    void failed(RuntimeException e) {
        LOG.debugf(e, "A stream could not be read on: %s", e.getMessage());
    }

    /** Listeners look after themselves though it cannot be known whether there is news: their patience may be over. */
    private void look() {
        if (listeners.isEmpty()) {
            return;
        }
        boolean news = false;
        try {
            long now = events.now();
            news = now > lookedUpTo && events.between(lookedUpTo, now);
            lookedUpTo = now;
        } catch (RuntimeException e) {
            failed(e);
        }
        for (Listener listener : listeners) {
            try {
                listener.look(news);
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }
}
