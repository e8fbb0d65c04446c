package org.coetracker.deadline;

import jakarta.persistence.Column;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.coetracker.coe.Coe;
import org.coetracker.shared.database.LowerCaseEnum;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A COE that missed a deadline; written by the sweep, and read here. */
@Entity
@Table(name = "late_coe")
class LateCoe {
    /** What had to be done in time. */
    @Schema(name = "Deadline")
    enum Deadline {
        /** To hand it to its reviewers. */
        SUBMISSION,
        /** To have it approved. */
        APPROVAL;

        @Converter(autoApply = true)
        static final class DeadlineColumn extends LowerCaseEnum<Deadline> {
            DeadlineColumn() {
                super(Deadline.class);
            }
        }
    }

    /** Whether it is late still. */
    @Schema(name = "LateCoeStatus")
    enum Status {
        /** It is. */
        PENDING,
        /** It caught up, or was given up. */
        RESOLVED;

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
    @JoinColumn(name = "coe_id")
    private Coe coe;

    private Deadline deadline;

    @Column(name = "due_on")
    private LocalDate dueOn;

    private String team;

    @Column(name = "flagged_at")
    private Instant flaggedAt;

    @Column(name = "escalation_level")
    private int escalationLevel;

    @Column(name = "escalated_to")
    private String escalatedTo;

    @Column(name = "escalated_at")
    private Instant escalatedAt;

    private Status status;
    private String resolution;

    @Column(name = "resolved_at")
    private Instant resolvedAt;

    private int version;

    /** For Hibernate. */
    protected LateCoe() {}

    LateCoeView view() {
        return new LateCoeView(
                id,
                coe.ref(),
                coe.title(),
                coe.owner(),
                team,
                deadline,
                dueOn,
                flaggedAt,
                escalationLevel,
                escalatedTo,
                escalatedAt,
                status,
                resolution,
                resolvedAt,
                version);
    }
}
