package org.coetracker.overdue;

import jakarta.persistence.Column;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.coetracker.action.Action;
import org.coetracker.shared.database.LowerCaseEnum;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;

/**
 * A manager owes a decision on one overdue action. There is one for each action and due date, opened by the sweep; who
 * changes it holds the lock of its action's row.
 */
@Entity
@Table(name = "overdue_review")
@DynamicUpdate
class OverdueReview {
    /** Where an overdue review stands. */
    @Schema(name = "OverdueReviewStatus")
    enum Status {
        /** Somebody owes a decision. */
        PENDING,
        /** Somebody decided. */
        DECIDED,
        /** The action stopped being overdue before anybody decided. */
        RESOLVED;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Converter(autoApply = true)
        static final class StatusColumn extends LowerCaseEnum<Status> {
            StatusColumn() {
                super(Status.class);
            }
        }
    }

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "action_id")
    private Action action;

    private About about;

    @Column(name = "due_on")
    private LocalDate dueOn;

    private String team;
    private String owner;

    @Column(name = "flagged_at")
    private Instant flaggedAt;

    @Column(name = "escalation_level")
    private int escalationLevel;

    @Column(name = "escalated_to")
    private String escalatedTo;

    @Column(name = "escalated_at")
    private Instant escalatedAt;

    /** The teams above whose managers were told; they go on owing the decision. */
    @Column(name = "climbed_to")
    private List<String> climbedTo;

    /** Since when the team is waited for. */
    @Column(name = "ladder_from")
    private Instant ladderFrom;

    private Status status = Status.PENDING;

    /** A {@link Decision}, kept as the text that is served. */
    @Column(name = "decision", columnDefinition = "json")
    @ColumnTransformer(write = "cast(? as json)")
    private String decision;

    @Column(name = "decided_by")
    private String decidedBy;

    @Column(name = "decided_at")
    private Instant decidedAt;

    private String resolution;

    @Column(name = "resolved_at")
    private Instant resolvedAt;

    @Version
    private int version;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For Hibernate. */
    protected OverdueReview() {}

    /** A manager has decided. */
    void decide(Decision taken, String by, Instant now) {
        requirePending();
        status = Status.DECIDED;
        decision = JsonText.write(taken);
        decidedBy = by;
        decidedAt = now;
        updatedAt = now;
    }

    /** There is nothing left to decide. */
    void resolve(String reason, Instant now) {
        requirePending();
        status = Status.RESOLVED;
        resolution = reason;
        resolvedAt = now;
        updatedAt = now;
    }

    /** A decision is owed once more about the same due date, as if nobody had been asked. */
    void reopen(String newTeam, String newOwner, Instant now) {
        if (status == Status.PENDING) {
            throw new IllegalStateException("A decision is owed already.");
        }
        status = Status.PENDING;
        decision = null;
        decidedBy = null;
        decidedAt = null;
        resolution = null;
        resolvedAt = null;
        startOfLadder(now);
        flaggedAt = now;
        team = newTeam;
        owner = newOwner;
        updatedAt = now;
    }

    /**
     * The action belongs to somebody else now, and so does the decision; whether that is news. Another team has its own
     * ladder, and all the days of it.
     */
    boolean follow(String newTeam, String newOwner, Instant now) {
        requirePending();
        if (Objects.equals(team, newTeam) && Objects.equals(owner, newOwner)) {
            return false;
        }
        if (!Objects.equals(team, newTeam)) {
            startOfLadder(now);
        }
        team = newTeam;
        owner = newOwner;
        updatedAt = now;
        return true;
    }

    private void startOfLadder(Instant now) {
        escalationLevel = 0;
        escalatedTo = null;
        escalatedAt = null;
        climbedTo = List.of();
        ladderFrom = now;
    }

    private void requirePending() {
        if (status != Status.PENDING) {
            throw ProblemException.illegalMove(
                    "This overdue review is " + status.word() + ", so there is nothing left to decide.",
                    status.word(),
                    List.of());
        }
    }

    boolean isPending() {
        return status == Status.PENDING;
    }

    UUID id() {
        return id;
    }

    Action action() {
        return action;
    }

    About about() {
        return about;
    }

    LocalDate dueOn() {
        return dueOn;
    }

    String team() {
        return team;
    }

    String owner() {
        return owner;
    }

    Instant flaggedAt() {
        return flaggedAt;
    }

    int escalationLevel() {
        return escalationLevel;
    }

    String escalatedTo() {
        return escalatedTo;
    }

    Instant escalatedAt() {
        return escalatedAt;
    }

    Status status() {
        return status;
    }

    String decision() {
        return decision;
    }

    String decidedBy() {
        return decidedBy;
    }

    Instant decidedAt() {
        return decidedAt;
    }

    String resolution() {
        return resolution;
    }

    Instant resolvedAt() {
        return resolvedAt;
    }

    int version() {
        return version;
    }
}
