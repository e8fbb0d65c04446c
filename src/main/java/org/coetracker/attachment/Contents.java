package org.coetracker.attachment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.attachment.storage.Storage;
import org.coetracker.attachment.storage.Storages;
import org.coetracker.shared.http.Spool;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.jboss.logging.Logger;

/** Gets contents out of their storage, and looks whether they still are what was put there. */
@ApplicationScoped
public class Contents {
    private static final Logger LOG = Logger.getLogger(Contents.class);

    private final Storages storages;
    private final Spool spool;
    private final Attachments attachments;
    private final Counter damaged;

    Contents(Storages storages, Spool spool, Attachments attachments, MeterRegistry metrics) {
        this.storages = storages;
        this.spool = spool;
        this.attachments = attachments;
        this.damaged = Counter.builder("coe.attachment.damaged.reads")
                .description("Reads on this node of files whose content was not what was uploaded.")
                .register(metrics);
    }

    /**
     * The content in a temporary file, compared with its SHA-256: nothing of a damaged one is given to anybody. It is
     * gone when the request is over.
     *
     * @throws ProblemException 404 when it was deleted meanwhile, 429 when too much is on its way, 500 when it is
     *     damaged, 503 when its storage or this node's disk fails
     */
    public Spool.File fetch(Attachment file, RoutingContext request, Actor actor) {
        Spool.File copy = spool.forDownload(request, actor.handle(), file.size());
        boolean good = false;
        try (InputStream content = storages.of(file.storage()).open(file.id());
                OutputStream to = copy.create()) {
            good = isIntact(file, Content.copy(content, to, file.size()));
        } catch (NoSuchFileException e) {
            if (isThere(file)) {
                LOG.errorf("The content of attachment %s is gone: %s", file.id(), e.getMessage());
            }
        } catch (IOException e) {
            throw unavailable(e);
        } finally {
            if (!good) {
                copy.close();
            }
        }
        if (!good && !isThere(file)) {
            throw ProblemException.notFound("attachment " + file.id() + " of this COE");
        }
        if (!good) {
            throw ProblemException.of(
                    ErrorCode.INTERNAL,
                    "The content in the storage is not what was uploaded, so that it is not given out. Report it with"
                            + " the request id; a backup may have it, and so may whoever attached it: the same file,"
                            + " attached again, mends it.");
        }
        return copy;
    }

    /** Whether the row is there still: a content whose row was deleted while it was read is nothing to worry about. */
    private boolean isThere(Attachment file) {
        return QuarkusTransaction.requiringNew()
                .call(() -> !attachments.known(Set.of(file.id())).isEmpty());
    }

    /**
     * Reads a content through; whether it still is what was uploaded.
     *
     * @throws IOException when its storage cannot be reached
     */
    boolean isIntact(Attachment file) throws IOException {
        try (InputStream content = storages.of(file.storage()).open(file.id())) {
            return isIntact(file, Content.copy(content, OutputStream.nullOutputStream(), file.size()));
        }
    }

    private boolean isIntact(Attachment file, Content found) {
        boolean intact = found.size() == file.size() && found.sha256().equals(file.sha256());
        if (!intact && isThere(file)) {
            damaged.increment();
            LOG.errorf(
                    "The content of attachment %s is damaged: %s with SHA-256 %s, not %d bytes with %s",
                    file.id(),
                    found.size() > file.size() ? "more, beginning" : found.size() + " bytes",
                    found.sha256(),
                    file.size(),
                    file.sha256());
        }
        return intact;
    }

    /** Where the content of a file is. */
    Storage storageOf(Attachment file) {
        try {
            return storages.of(file.storage());
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /** Puts a content where its row will find it. */
    void stage(Storage storage, UUID id, Path content, long size) {
        try {
            storage.stage(id, content, size);
        } catch (NoSuchFileException e) {
            throw Spool.diskFailed(e);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /** Takes away the content of a row that is gone. */
    void discard(Attachment gone) {
        try {
            discard(storages.of(gone.storage()), gone.id());
        } catch (IOException e) {
            LOG.warnf("The content of attachment %s is left where it is: %s", gone.id(), e.getMessage());
        }
    }

    /**
     * Takes away a content that has no row; what cannot be had now is cleared later, with everything else that has none.
     * What the request has come to is settled by then, and stays as it is.
     */
    void discard(Storage storage, UUID id) {
        try {
            storage.discard(id);
        } catch (RuntimeException e) {
            LOG.warnf(e, "The content of attachment %s has no row and cannot be taken away now", id);
        }
    }

    private static ProblemException unavailable(IOException cause) {
        LOG.errorf("The storage of files fails: %s", cause.getMessage());
        return ProblemException.of(
                ErrorCode.UNAVAILABLE,
                "The storage of files cannot be reached. Nothing was changed; try again after Retry-After seconds.");
    }
}
