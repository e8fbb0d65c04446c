package org.coetracker.comment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.coetracker.shared.problem.ProblemException;
import org.hibernate.annotations.DynamicUpdate;

/** What somebody said about a COE. The first of a thread says what the thread is about, and whether it is resolved. */
@Entity
@DynamicUpdate
class Comment {
    private static final String OPEN = "open";
    private static final String RESOLVED = "resolved";

    /** People who are told that it mentions them, whatever becomes of its text; and writers of a thread who are told of it. */
    static final int MOST_TOLD = 50;

    @Id
    private UUID id;

    @Column(name = "coe_id", updatable = false)
    private UUID coeId;

    @Column(name = "thread_id", updatable = false)
    private UUID threadId;

    @Column(updatable = false)
    private String author;

    private String text;

    /** What the thread is about, as {@link Places} writes it down; null in replies. */
    @Column(updatable = false)
    private String place;

    @Column(updatable = false)
    private String about;

    private List<String> mentions;

    /** Who was told that they are mentioned, whatever the text says now. */
    private List<String> told;

    @Version
    private int version;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "edited_at")
    private Instant editedAt;

    @Column(name = "deleted_at")
    private Instant deletedAt;

    @Column(name = "deleted_by")
    private String deletedBy;

    @Column(name = "resolved_at")
    private Instant resolvedAt;

    @Column(name = "resolved_by")
    private String resolvedBy;

    /** When its thread was last replied to: the version rises, and whoever resolves the thread has read the reply. */
    @Column(name = "replied_at")
    private Instant repliedAt;

    /** For Hibernate. */
    protected Comment() {}

    /** Begins a thread about something. */
    static Comment begin(UUID id, UUID coe, Places.Place about, String author, Instant now) {
        Comment comment = new Comment();
        comment.id = id;
        comment.coeId = coe;
        comment.threadId = id;
        comment.place = about.text();
        comment.about = about.words();
        comment.author = author;
        comment.version = 1;
        comment.createdAt = now;
        comment.told = List.of();
        return comment;
    }

    /** A further comment of the thread that this one is the first of. */
    Comment reply(UUID replyId, String by, Instant now) {
        Comment reply = begin(replyId, coeId, Places.Place.NONE, by, now);
        reply.threadId = id;
        repliedAt = now;
        return reply;
    }

    /** Says something for the first time. */
    void say(String words, Mentions.Named named) {
        text = words;
        mentions = named.people();
        told = union(told, named.toTell());
    }

    /** Says something else. */
    void edit(String words, Mentions.Named named, Instant now) {
        say(words, named);
        editedAt = now;
    }

    /** Takes back what it says; its place in the thread stays. */
    void delete(String by, Instant now) {
        requireThere();
        text = null;
        mentions = List.of();
        deletedAt = now;
        deletedBy = by;
    }

    /** The thread that this is the first comment of has nothing left to discuss. */
    void resolve(String by, Instant now) {
        requireFirst("resolve");
        if (resolvedAt != null) {
            throw ProblemException.illegalMove(
                    "The thread was resolved by " + resolvedBy + " already.", RESOLVED, List.of("reopen"));
        }
        resolvedAt = now;
        resolvedBy = by;
    }

    /** The thread that this is the first comment of has something to discuss again. */
    void reopen() {
        requireFirst("reopen");
        if (resolvedAt == null) {
            throw ProblemException.illegalMove("The thread is open already.", OPEN, List.of("resolve"));
        }
        resolvedAt = null;
        resolvedBy = null;
    }

    /**
     * Ends what cannot be done with a comment that was deleted.
     *
     * @throws ProblemException 409 when it was
     */
    void requireThere() {
        if (deletedAt != null) {
            throw ProblemException.illegalMove("The comment was deleted by " + deletedBy + ".", "deleted", List.of());
        }
    }

    private void requireFirst(String move) {
        if (!isFirst()) {
            throw ProblemException.illegalMove(
                    "This is a reply; " + move + " the thread at its first comment, " + threadId + ".",
                    "reply",
                    List.of());
        }
    }

    /** Whether a thread begins with it. */
    boolean isFirst() {
        return threadId.equals(id);
    }

    /** Whether the thread that begins with it has nothing left to discuss. */
    boolean isResolved() {
        return resolvedAt != null;
    }

    /** Those who are told, old and new, as far as there is room. */
    private static List<String> union(List<String> some, List<String> others) {
        List<String> all = new ArrayList<>(some);
        others.stream().filter(one -> !all.contains(one)).forEach(all::add);
        return List.copyOf(all.size() > MOST_TOLD ? all.subList(0, MOST_TOLD) : all);
    }

    UUID id() {
        return id;
    }

    UUID coeId() {
        return coeId;
    }

    UUID threadId() {
        return threadId;
    }

    String place() {
        return place;
    }

    String about() {
        return about;
    }

    String author() {
        return author;
    }

    String text() {
        return text;
    }

    List<String> mentions() {
        return mentions;
    }

    List<String> told() {
        return told;
    }

    int version() {
        return version;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant editedAt() {
        return editedAt;
    }

    Instant deletedAt() {
        return deletedAt;
    }

    String deletedBy() {
        return deletedBy;
    }

    Instant resolvedAt() {
        return resolvedAt;
    }

    String resolvedBy() {
        return resolvedBy;
    }
}
