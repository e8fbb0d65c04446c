package org.coetracker.shared.http;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import org.jboss.logging.Logger;

/** Temporary files that nobody needs any more, and their removal. */
final class Leftovers {
    /** What the names of directories of temporary files begin with. */
    static final String PREFIX = "coe-spool-";

    /** The file in such a directory that its process has locked. */
    static final String LOCK = "lock";

    private static final Logger LOG = Logger.getLogger(Leftovers.class);

    private Leftovers() {}

    /**
     * Removes the directories that no process holds a lock on any more: they were left behind by processes that were
     * killed. Others may write beside them, as in /tmp: what is no directory of our own, such as a link to somewhere
     * else, is none of ours.
     *
     * @param own a directory that is in use, by whose owner ours are known
     */
    static void clear(Path parent, Path own) throws IOException {
        UserPrincipal owner = Files.getOwner(own);
        try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path other : others) {
                try {
                    if (!other.equals(own)
                            && Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
                            && Files.isRegularFile(other.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)
                            && Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
                        clearUnlocked(other);
                    }
                } catch (OverlappingFileLockException e) {
                    LOG.debugf("%s belongs to this process", other);
                } catch (NoSuchFileException e) {
                    LOG.debugf("%s was cleared by somebody else", other);
                } catch (IOException e) {
                    LOG.warnf("%s was left behind and cannot be cleared: %s", other, e.getMessage());
                }
            }
        }
    }

    private static void clearUnlocked(Path directory) throws IOException {
        try (FileChannel lock = FileChannel.open(
                directory.resolve(LOCK), Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
            if (lock.tryLock() != null) {
                empty(directory);
                delete(directory);
            }
        }
    }

    /** Removes the files in a directory. */
    static void empty(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            files.forEach(Leftovers::delete);
        }
    }

    /** Removes a file, or an empty directory, if it is there. */
    static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warnf("%s cannot be deleted: %s", path, e.getMessage());
        }
    }
}
