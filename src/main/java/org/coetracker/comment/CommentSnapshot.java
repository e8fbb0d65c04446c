package org.coetracker.comment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coetracker.history.Change;

/** What the history keeps of a comment: what is written down of it, not where its matter is at the moment. */
record CommentSnapshot(
        UUID id,
        UUID thread,
        String author,
        String text,
        String place,
        String about,
        List<String> mentions,
        String resolvedBy,
        Instant resolvedAt,
        String deletedBy,
        Instant deletedAt) {

    /** That it says nothing any more; {@code deleted} is for what is gone altogether, with its COE. */
    static final String REMOVED = "removed";

    /** A change of a comment, which is in the history of its COE. */
    static Change change(Comment comment, String change) {
        CommentSnapshot snapshot = new CommentSnapshot(
                comment.id(),
                comment.threadId(),
                comment.author(),
                comment.text(),
                comment.place(),
                comment.about(),
                comment.mentions(),
                comment.resolvedBy(),
                comment.resolvedAt(),
                comment.deletedBy(),
                comment.deletedAt());
        return Change.of("comment", comment.id(), comment.coeId(), comment.version(), change, null, snapshot);
    }
}
