package org.coetracker.comment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coetracker.shared.http.Tagged;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A comment as it is shown.
 *
 * @param id a UUIDv7
 * @param coe ref of the COE
 * @param thread the id of the first comment of its thread, which may be its own
 * @param version rises with each change, and of the first of a thread with each reply
 * @param author who wrote it
 * @param text what it says, in Markdown; null when it was deleted
 * @param pointer where in the record the thread's matter is now; null when it is gone
 * @param item the id of the item that the thread is about; null when it is about none
 * @param about what the thread is about, in the words of the time at which it began
 * @param detached whether what the thread is about is gone from the record
 * @param mentions whom it mentions
 * @param resolved whether the thread has nothing left to discuss
 * @param resolvedBy who said so; null in replies
 * @param resolvedAt when; null in replies
 * @param edited whether it was changed since it was written
 * @param editedAt when it was last changed
 * @param deleted whether it was deleted
 * @param deletedBy who deleted it
 * @param deletedAt when it was deleted
 * @param createdAt when it was written
 */
@Schema(name = "Comment")
record CommentView(
        UUID id,
        String coe,
        UUID thread,
        int version,
        String author,
        String text,
        String pointer,
        String item,
        String about,
        boolean detached,
        List<String> mentions,
        boolean resolved,
        String resolvedBy,
        Instant resolvedAt,
        boolean edited,
        Instant editedAt,
        boolean deleted,
        String deletedBy,
        Instant deletedAt,
        Instant createdAt)
        implements Tagged {

    /**
     * A comment as it is shown.
     *
     * @param first the first of its thread, which may be itself
     */
    static CommentView of(Comment comment, Comment first, String coe, Places places) {
        String place = first.place();
        String pointer = places.pointer(place).orElse(null);
        return new CommentView(
                comment.id(),
                coe,
                comment.threadId(),
                comment.version(),
                comment.author(),
                comment.text(),
                pointer,
                Places.item(place),
                first.about(),
                pointer == null,
                comment.mentions(),
                first.isResolved(),
                comment.resolvedBy(),
                comment.resolvedAt(),
                comment.editedAt() != null,
                comment.editedAt(),
                comment.deletedAt() != null,
                comment.deletedBy(),
                comment.deletedAt(),
                comment.createdAt());
    }
}
