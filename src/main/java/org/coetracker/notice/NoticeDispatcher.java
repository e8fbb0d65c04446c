package org.coetracker.notice;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Optional;
import org.coetracker.shared.worker.Worker;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes, on each node, the notices about what happened lately. An event is told in the transaction that writes its
 * notices: a node that dies in between has told nobody, and another one does.
 */
@ApplicationScoped
class NoticeDispatcher {
    private static final int BATCH = 500;

    private final Notices notices;
    private final boolean mail;
    private final Clock clock;
    private final Counter written;
    private final Worker worker;

    NoticeDispatcher(
            Notices notices,
            NoticeTiming timing,
            Clock clock,
            MeterRegistry registry,
            @ConfigProperty(name = "coe.mail.host") Optional<String> mailServer) {
        this.notices = notices;
        this.mail = mailServer.isPresent();
        this.clock = clock;
        this.written = Counter.builder("coe.notices.written")
                .description("Notices that this node wrote.")
                .register(registry);
        this.worker = new Worker("notices", "Notices are not being written", timing.tellEvery(), this::tell);
    }

    void begin(@Observes StartupEvent started) {
        worker.begin();
    }

    void end(@Observes ShutdownEvent stopping) throws InterruptedException {
        worker.end();
    }

    private Notices.Told tellSome(int batch) {
        // The time is read once it is this node's turn, so that it is later than that of all notices that are there.
        return notices.lockTelling() ? notices.tell(batch, mail, clock.instant()) : Notices.Told.NOTHING;
    }

    /**
     * Tells everything that there is to tell, batch by batch, unless another node is at it; how many notices that were.
     */
    long tell() {
        return tell(BATCH);
    }

    /** The same, in batches of so many events. */
    long tell(int batch) {
        long all = 0;
        Notices.Told told;
        do {
            told = QuarkusTransaction.requiringNew().call(() -> tellSome(batch));
            written.increment(told.notices());
            all += told.notices();
        } while (told.events() >= batch);
        return all;
    }
}
