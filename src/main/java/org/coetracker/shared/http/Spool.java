package org.coetracker.shared.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
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
    private static final String PREFIX = "coe-spool-";
    private static final String LOCK = "lock";
    private static final int RETRY_AFTER_SECONDS = 5;

    private final Path directory;
    private final FileChannel lock;
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    Spool(SpoolSettings settings, MeterRegistry metrics) {
        this.most = settings.bytes().asLongValue();
        Path parent =
                Path.of(settings.dir().filter(dir -> !dir.isBlank()).orElse(System.getProperty("java.io.tmpdir")));
        try {
            Files.createDirectories(parent);
            clearAbandoned(parent);
            this.directory = Files.createTempDirectory(parent, PREFIX);
            this.lock = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw new IOException(directory + " is locked by somebody else");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The directory for files on their way cannot be used: " + parent, e);
        }
        Gauge.builder("coe.spool.bytes", taken::get)
                .description("Bytes of temporary files that contents on their way may take on this node.")
                .register(metrics);
    }

    /**
     * A file that does not exist yet, for so many bytes.
     *
     * @throws ProblemException 429 when too much is on its way at the moment
     */
    public File file(long bytes) {
        if (taken.addAndGet(bytes) > most) {
            taken.addAndGet(-bytes);
            throw ProblemException.tooMany(
                    "Too many files come in or go out at the moment. Wait " + RETRY_AFTER_SECONDS
                            + " s, and try again.",
                    RETRY_AFTER_SECONDS);
        }
        return new File(directory.resolve(UUID.randomUUID().toString()), bytes);
    }

    /** One temporary file; it is gone, and its room is given back, once it is closed. */
    public final class File implements AutoCloseable {
        private final Path path;
        private final long bytes;
        private final AtomicBoolean open = new AtomicBoolean(true);

        private File(Path path, long bytes) {
            this.path = path;
            this.bytes = bytes;
        }

        /** Where it is. */
        public Path path() {
            return path;
        }

        @Override
        public void close() {
            if (open.compareAndSet(true, false)) {
                taken.addAndGet(-bytes);
                delete(path);
            }
        }
    }

    @PreDestroy
    void end() throws IOException {
        clear(directory);
        lock.close();
        delete(directory);
    }

    /** What no process holds a lock on any more was left behind by one that was killed. */
    private static void clearAbandoned(Path parent) throws IOException {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path other : others) {
                Path file = other.resolve(LOCK);
                if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
                    continue;
                }
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    if (channel.tryLock() != null) {
                        clear(other);
                        delete(other);
                    }
                } catch (OverlappingFileLockException e) {
                    LOG.debugf("%s belongs to this process", other);
                } catch (IOException e) {
                    LOG.warnf("%s was left behind and cannot be cleared: %s", other, e.getMessage());
                }
            }
        }
    }

    private static void clear(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            files.forEach(Spool::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warnf("%s cannot be deleted: %s", path, e.getMessage());
        }
    }
}
