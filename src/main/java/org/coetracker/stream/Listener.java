package org.coetracker.stream;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One open stream. It has no thread while nothing happens, reads on one of the few threads that all streams share, and
 * holds no more than it read at once: it reads on when the connection has taken that.
 */
final class Listener implements Flow.Publisher<OutboundSseEvent>, Flow.Subscription {
    private final EventStreams streams;
    private final RoutingContext request;
    private final String person;
    private final Reading reading;

    private final Queue<OutboundSseEvent> ready = new ConcurrentLinkedQueue<>();
    private final AtomicLong demand = new AtomicLong();
    private final AtomicInteger sending = new AtomicInteger();
    private final AtomicBoolean isReading = new AtomicBoolean();
    private final AtomicBoolean left = new AtomicBoolean();
    /** Whether there is something to read that has not been read. */
    private final AtomicBoolean behind = new AtomicBoolean(true);

    private volatile boolean over;
    /** When the connection last took something, or there was nothing to take, by {@link System#nanoTime}. */
    private volatile long tookAt = System.nanoTime();
    /** When something was last read or asked. */
    private volatile long readAt = System.nanoTime();

    private Flow.Subscriber<? super OutboundSseEvent> subscriber;
    private boolean completed;

    Listener(EventStreams streams, RoutingContext request, String person, Reading reading) {
        this.streams = streams;
        this.request = request;
        this.person = person;
        this.reading = reading;
        ready.add(reading.greeting());
        reading.gone().ifPresent(ready::add);
    }

    String person() {
        return person;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super OutboundSseEvent> connection) {
        subscriber = connection;
        connection.onSubscribe(this);
    }

    @Override
    public void request(long more) {
        tookAt = System.nanoTime();
        demand.addAndGet(more);
        send();
    }

    @Override
    public void cancel() {
        over = true;
        ready.clear();
        leave();
    }

    /** Ends it; whoever listens comes back with the place where they were. */
    void end() {
        over = true;
        leave();
        send();
    }

    private void leave() {
        if (left.compareAndSet(false, true)) {
            streams.left(this);
        }
    }

    /** Looks what is to be done; called every half a second, by one thread. */
    void look(boolean news) {
        if (news) {
            behind.set(true);
        }
        long now = System.nanoTime();
        boolean isUnread = isUnread();
        if (isUnread && now - tookAt > streams.patience()) {
            cut();
        } else if (!isUnread && behind.get() || now - readAt > streams.standingEvery()) {
            readOn();
        }
    }

    /** Whether the connection has not taken all that is there to be read. */
    boolean isUnread() {
        return !ready.isEmpty() || demand.get() == 0;
    }

    /** Ends it at once, with what was not read; a connection has one stream, as HTTP/2 is off. */
    private void cut() {
        cancel();
        request.request().connection().close();
    }

    private void readOn() {
        if (!over && isReading.compareAndSet(false, true) && !streams.run(this::read)) {
            isReading.set(false);
        }
    }

    private void read() {
        boolean again = false;
        try {
            if (isUnread()) {
                // There is no room for news, but whoever may not listen any more is not waited for.
                if (!reading.isWelcome(request)) {
                    cut();
                }
            } else {
                again = readNews();
            }
        } catch (RuntimeException e) {
            // The database is away for a moment, say: what was not read now is read later.
            streams.failed(e);
            behind.set(true);
        } finally {
            readAt = System.nanoTime();
            isReading.set(false);
        }
        send();
        if (again && ready.isEmpty()) {
            readOn();
        }
    }

    private boolean readNews() {
        Reading.Outcome outcome = reading.read(request, behind.getAndSet(false));
        if (outcome.more()) {
            behind.set(true);
        }
        ready.addAll(outcome.events());
        if (outcome.over()) {
            end();
        }
        return outcome.more();
    }

    /** Sends what is ready, as far as it is asked for; never two threads at a time, and never one inside itself. */
    private void send() {
        if (sending.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            while (demand.get() > 0 && !ready.isEmpty() && !left.get()) {
                demand.decrementAndGet();
                tookAt = System.nanoTime();
                subscriber.onNext(ready.poll());
            }
            if (over && !completed && subscriber != null) {
                completed = true;
                subscriber.onComplete();
            }
            missed = sending.addAndGet(-missed);
        } while (missed != 0);
        if (behind.get() && ready.isEmpty() && demand.get() > 0 && reading.hasMore()) {
            readOn();
        }
    }
}
