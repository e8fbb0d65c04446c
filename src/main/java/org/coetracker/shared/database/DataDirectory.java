package org.coetracker.shared.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.coetracker.shared.start.CannotStart;

/** The directory of COE_DATA_DIR, held by one instance at a time. */
final class DataDirectory implements AutoCloseable {

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Makes the directory if need be and locks it until closed, or until this process ends in whatever way. */
    static DataDirectory lock(Path directory) {
        try {
            Files.createDirectories(directory);
            // The real path: PostgreSQL's processes are recognised by it.
            Path path = directory.toRealPath();
            // Not closed here: closing it gives up the lock.
            FileChannel channel = FileChannel.open(
                    path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                throw inUse(path, channel);
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataDirectory(path, channel);
        } catch (FileAlreadyExistsException e) {
            throw new CannotStart("COE_DATA_DIR %s is a file, not a directory.".formatted(directory), e);
        } catch (AccessDeniedException e) {
            throw new CannotStart(
                    "COE_DATA_DIR %s cannot be written by the user \"%s\"."
                            .formatted(directory, System.getProperty("user.name")),
                    e);
        } catch (IOException e) {
            throw new CannotStart("COE_DATA_DIR %s cannot be used: %s.".formatted(directory, reasonOf(e)), e);
        }
    }

    private static String reasonOf(IOException e) {
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return reason == null ? "it cannot be created there" : reason;
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // Held by this very process.
            return false;
        }
    }

    private static CannotStart inUse(Path path, FileChannel channel) throws IOException {
        String holder;
        try (channel) {
            ByteBuffer pid = ByteBuffer.allocate(20);
            channel.read(pid);
            holder = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII);
        }
        return new CannotStart(
                "COE_DATA_DIR %s is in use by another instance%s; stop that one, or choose another directory."
                        .formatted(path, holder.isEmpty() ? "" : " (process " + holder + ")"));
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
