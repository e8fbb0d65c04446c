package org.coetracker.shared.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.jboss.logging.Logger;

/**
 * Temporary files for contents on their way, so that none is held in memory and none holds a database connection while
 * somebody sends or receives it slowly. Each process has a directory of its own, which it locks; what a process that was
 * killed has left is cleared by the next that starts beside it.
 */
@Startup
@Singleton
public class Spool {
    private static final Logger LOG = Logger.getLogger(Spool.class);
    private static final int RETRY_AFTER_SECONDS = 5;
    private static final int ATTEMPTS = 10;

    private final Path parent;
    private final long downloadMillis;
    private final Room incoming;
    private final Room outgoing;
    private Home home;

    Spool(SpoolSettings settings, LimitSettings limits, MeterRegistry metrics) {
        this.parent = settings.place();
        this.downloadMillis = limits.downloadFor().toMillis();
        this.incoming = new Room("in", settings, metrics);
        this.outgoing = new Room("out", settings, metrics);
        try {
            Files.createDirectories(parent);
            this.home = Home.in(parent);
            Leftovers.clear(parent, home.directory());
        } catch (IOException e) {
            throw new UncheckedIOException("The directory for files on their way cannot be used: " + parent, e);
        }
    }

    /** A directory, and the lock that says that its process lives. */
    private record Home(Path directory, FileChannel lock) {
        /** A new one; whoever clears beside it may have taken it for an abandoned one before it was locked. */
        static Home in(Path parent) throws IOException {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Path directory = Files.createTempDirectory(parent, Leftovers.PREFIX);
                Path file = directory.resolve(Leftovers.LOCK);
                try {
                    FileChannel lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    if (isLocked(lock) && Files.exists(file)) {
                        return new Home(directory, lock);
                    }
                    lock.close();
                } catch (NoSuchFileException e) {
                    LOG.debugf("%s was cleared by somebody else", directory);
                }
            }
            throw new IOException("no directory could be locked in " + parent);
        }

        private static boolean isLocked(FileChannel lock) throws IOException {
            try {
                return lock.tryLock() != null;
            } catch (OverlappingFileLockException e) {
                return false; // Somebody in this process takes it for an abandoned one, and clears it.
            }
        }
    }

    /** The directory; a new one when somebody who cleans up has taken it away. */
    private synchronized Path directory() throws IOException {
        if (!Files.exists(home.directory().resolve(Leftovers.LOCK))) {
            LOG.warnf("%s was taken away by somebody else; another directory is made", home.directory());
            home.lock().close();
            Files.createDirectories(parent);
            home = Home.in(parent);
        }
        return home.directory();
    }

    /** What may be on its way in one direction. */
    private static final class Room {
        private final long most;
        private final int mostOfOne;
        private final Map<String, Integer> people = new ConcurrentHashMap<>();
        private long taken;

        Room(String direction, SpoolSettings settings, MeterRegistry metrics) {
            this.most = settings.bytes().asLongValue();
            this.mostOfOne = settings.perPerson();
            Gauge.builder("coe.spool.bytes", this::taken)
                    .tag("direction", direction)
                    .description("Bytes of temporary files that contents on their way may take on this node.")
                    .register(metrics);
        }

        private synchronized long taken() {
            return taken;
        }

        synchronized void take(String person, long bytes) {
            int own = people.getOrDefault(person, 0);
            if (own >= mostOfOne) {
                throw ProblemException.tooMany(
                        "You have " + own
                                + " files on their way at the moment, which is as many as one person may. Wait"
                                + " until one has come or gone, and try again.",
                        RETRY_AFTER_SECONDS);
            }
            if (taken + bytes > most) {
                throw ProblemException.tooMany(
                        "Too many files come in or go out at the moment. Wait " + RETRY_AFTER_SECONDS
                                + " s, and try again.",
                        RETRY_AFTER_SECONDS);
            }
            people.put(person, own + 1);
            taken += bytes;
        }

        synchronized void giveBack(String person, long bytes) {
            taken -= bytes;
            people.computeIfPresent(person, (same, own) -> own == 1 ? null : own - 1);
        }
    }

    /**
     * A file for so many bytes that somebody sends. Whoever asks closes it.
     *
     * @throws ProblemException 429 when too much is on its way at the moment; 503 when the disk fails
     */
    File forUpload(String person, long bytes) {
        return file(incoming, person, bytes);
    }

    /**
     * A file for so many bytes that somebody is sent. It is closed when the request is over, however it ends and even if
     * that was before; and a request that is not over in time is ended.
     *
     * @throws ProblemException 429 when too much is on its way at the moment; 503 when the disk fails
     */
    public File forDownload(RoutingContext request, String person, long bytes) {
        File file = file(outgoing, person, bytes);
        Kept kept = request.get(Kept.class.getName());
        if (kept == null) {
            file.close();
            throw new IllegalStateException("Nobody would close the files of " + request.normalizedPath());
        }
        kept.add(file, downloadMillis);
        return file;
    }

    private File file(Room room, String person, long bytes) {
        room.take(person, bytes);
        try {
            return new File(room, person, directory().resolve(UUID.randomUUID().toString()), bytes);
        } catch (IOException e) {
            room.giveBack(person, bytes);
            throw diskFailed(e);
        }
    }

    /**
     * What is said when a temporary file cannot be written or read: that is this node's disk, and nobody else's. A file
     * that is not there is no failure: it goes when its request is over, also in the middle of the work on it.
     */
    public static ProblemException diskFailed(Throwable cause) {
        if (cause instanceof NoSuchFileException) {
            LOG.debugf("A file on its way is gone already: %s", cause.getMessage());
            return File.over();
        }
        return failed(cause);
    }

    private static ProblemException failed(Throwable cause) {
        LOG.errorf("The directory for files on their way fails (COE_SPOOL_DIR): %s", cause);
        return ProblemException.of(
                ErrorCode.UNAVAILABLE,
                "This node cannot keep files on their way: its disk is full or fails. Nothing was changed; try again"
                        + " after Retry-After seconds.");
    }

    /** Notes, on the event loop, that a request is over, for whatever file it will have by then. */
    static void watch(RoutingContext request) {
        Kept kept = new Kept(request);
        request.put(Kept.class.getName(), kept);
        request.addEndHandler(ended -> kept.end());
    }

    /** The files of one request: they are asked for by its thread, and given back by the event loop. */
    private static final class Kept {
        private final RoutingContext request;
        private final List<File> files = new ArrayList<>();
        private long timer = -1;
        private boolean over;

        Kept(RoutingContext request) {
            this.request = request;
        }

        synchronized void add(File file, long millis) {
            if (over) {
                file.close();
                return;
            }
            files.add(file);
            if (timer < 0) {
                timer = request.vertx().setTimer(millis, late -> tooLate());
            }
        }

        private void tooLate() {
            LOG.warnf("Request %s is ended: what it asked for was not taken in time", RequestId.of(request));
            request.request().connection().close();
            end();
        }

        synchronized void end() {
            over = true;
            if (timer >= 0) {
                request.vertx().cancelTimer(timer);
            }
            files.forEach(File::close);
        }
    }

    /** One temporary file; it is gone, and its room is given back, once it is closed. */
    public static final class File implements AutoCloseable {
        private final Room room;
        private final String person;
        private final Path path;
        private final long bytes;
        private boolean closed;

        private File(Room room, String person, Path path, long bytes) {
            this.room = room;
            this.person = person;
            this.path = path;
            this.bytes = bytes;
        }

        /** Where it is. */
        public Path path() {
            return path;
        }

        /** Whether it is gone. */
        public synchronized boolean isClosed() {
            return closed;
        }

        /**
         * Creates it, to be written: never after it was closed, and no further once it is.
         *
         * @throws ProblemException 503 when the disk fails, or nobody waits for it any more
         */
        public synchronized OutputStream create() {
            if (closed) {
                throw over();
            }
            try {
                return new Writing(this, Files.newOutputStream(path, StandardOpenOption.CREATE_NEW));
            } catch (IOException e) {
                throw failed(e); // Also when its directory is gone: the file is not closed.
            }
        }

        private static ProblemException over() {
            return ProblemException.of(ErrorCode.UNAVAILABLE, "The request was over before its answer was ready.");
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                room.giveBack(person, bytes);
                Leftovers.delete(path);
            }
        }
    }

    /** Tells this disk's failures from those of whatever is read, and stops when nobody waits any more. */
    private static final class Writing extends OutputStream {
        private final File file;
        private final OutputStream disk;

        Writing(File file, OutputStream disk) {
            this.file = file;
            this.disk = disk;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (file.isClosed()) {
                throw File.over();
            }
            try {
                disk.write(bytes, offset, length);
            } catch (IOException e) {
                throw diskFailed(e);
            }
        }

        @Override
        public void close() {
            try {
                disk.close();
            } catch (IOException e) {
                throw diskFailed(e);
            }
        }
    }

    @PreDestroy
    synchronized void end() throws IOException {
        if (Files.exists(home.directory())) {
            Leftovers.empty(home.directory());
        }
        home.lock().close();
        Leftovers.delete(home.directory());
    }
}
