package org.coetracker.attachment;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.coetracker.attachment.storage.Storages;
import org.coetracker.coe.CoeDeleted;
import org.coetracker.shared.worker.Worker;
import org.jboss.logging.Logger;

/**
 * Takes away the contents of drafts that were deleted, once that is committed; on a thread of its own, since a storage may
 * take long to answer. What is left when the service ends is cleared by {@link AttachmentCleanup}.
 */
@ApplicationScoped
class DraftContents {
    private static final Logger LOG = Logger.getLogger(DraftContents.class);
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

    private final Attachments attachments;
    private final Storages storages;
    private final Event<Freed> freed;
    private final Queue<Map.Entry<UUID, String>> waiting = new ConcurrentLinkedQueue<>();
    private final Worker worker;

    DraftContents(Attachments attachments, Storages storages, Event<Freed> freed) {
        this.attachments = attachments;
        this.storages = storages;
        this.freed = freed;
        this.worker = new Worker(
                "draft-contents", "Contents of deleted drafts cannot be taken away", AGAIN_AFTER, this::discard);
    }

    /**
     * Contents whose rows go with the transaction that goes on.
     *
     * @param contents the storage of each id
     */
    record Freed(Map<UUID, String> contents) {}

    void begin(@Observes StartupEvent started) {
        worker.begin();
    }

    void end(@Observes ShutdownEvent stopping) throws InterruptedException {
        if (!worker.end()) {
            LOG.debug("The contents of deleted drafts that are left are cleared after a day");
        }
    }

    /** While the rows are there; whoever deletes a COE has locked it, so that no further file comes. */
    void goWith(@Observes CoeDeleted deleted) {
        freed.fire(new Freed(attachments.storages(deleted.coe())));
    }

    void takeAway(@Observes(during = TransactionPhase.AFTER_SUCCESS) Freed contents) {
        if (waiting.addAll(contents.contents().entrySet())) {
            worker.soon();
        }
    }

    /** One after the other; where one cannot be taken away now, it and the others wait. */
    private void discard() {
        for (Map.Entry<UUID, String> next = waiting.peek(); next != null; next = waiting.peek()) {
            try {
                if (!storages.of(next.getValue()).discard(next.getKey())) {
                    return;
                }
            } catch (IOException e) {
                LOG.warnf("The content of %s is left where it is: %s", next.getKey(), e.getMessage());
            }
            waiting.remove();
        }
    }
}
