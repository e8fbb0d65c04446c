package org.coetracker.attachment.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A place for contents. A content counts from the moment at which its row is committed: before that {@link #stage} may
 * have put it somewhere, and after the row is gone it may lie there for a while, where nobody is given it.
 */
public interface Storage {
    /** The word by which rows say where their content is. */
    String name();

    /**
     * Puts a content where its row will find it; outside of a transaction.
     *
     * @throws java.nio.file.NoSuchFileException when the content is gone, as its request is over
     * @throws IOException when the storage does not take it
     */
    void stage(UUID id, Path content, long size) throws IOException;

    /**
     * Writes a content in the transaction that writes its row, in the place of whatever is there.
     *
     * @throws IOException when the file cannot be read
     */
    void insert(UUID id, Path content) throws IOException;

    /** Takes away what has no row, as far as that can be done now; whether it is gone. */
    boolean discard(UUID id);

    /**
     * Reads a content.
     *
     * @throws java.nio.file.NoSuchFileException when it is not there, which a table shows as an empty content instead
     * @throws IOException when the storage cannot be reached
     */
    InputStream open(UUID id) throws IOException;

    /**
     * Takes away what was put here before a time and has no row.
     *
     * @param known those of the ids that have a row
     * @param justCount whether to leave it there
     * @return how much that is
     */
    long clear(Instant before, UnaryOperator<Set<UUID>> known, boolean justCount) throws IOException;
}
