package org.coetracker.coe;

import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.coetracker.access.Operation;
import org.coetracker.shared.database.LowerCaseEnum;
import org.coetracker.shared.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a COE stands. */
@Schema(name = "CoeStatus")
public enum Status {
    /** Being written. */
    DRAFT,
    /** Before its reviewers. */
    IN_REVIEW,
    /** The reviewers want something changed. */
    CHANGES_REQUESTED,
    /** Agreed upon; an edit is an amendment from here on. */
    APPROVED,
    /** Agreed upon, and every action is settled. */
    CLOSED,
    /** Not to be gone on with. */
    WITHDRAWN;

    /** The statuses in which an edit is an amendment, which needs a reason. */
    public static final Set<Status> AGREED = Collections.unmodifiableSet(EnumSet.of(APPROVED, CLOSED));

    /** The statuses from the submission to the approval: who reviews it has been asked. */
    public static final Set<Status> REVIEWED = Collections.unmodifiableSet(EnumSet.of(IN_REVIEW, CHANGES_REQUESTED));

    /** What can be done with a COE, in which statuses, and where it leads. */
    public enum Move {
        /** Ask the reviewers. */
        SUBMIT(Operation.SUBMIT_COE, "submitted", IN_REVIEW, DRAFT, CHANGES_REQUESTED),
        /** Agree. */
        APPROVE(Operation.APPROVE_COE, "approved", APPROVED, IN_REVIEW),
        /** Ask for changes. */
        REQUEST_CHANGES(Operation.REQUEST_CHANGES, "changes_requested", CHANGES_REQUESTED, IN_REVIEW),
        /** Give it up, for a reason. */
        WITHDRAW(Operation.WITHDRAW_COE, "withdrawn", WITHDRAWN, DRAFT, IN_REVIEW, CHANGES_REQUESTED, APPROVED),
        /** Call it finished, when every action is settled. */
        CLOSE(Operation.CLOSE_COE, "closed", CLOSED, APPROVED),
        /** Take it up again, for a reason. */
        REOPEN(Operation.REOPEN_COE, "reopened", APPROVED, CLOSED);

        private final Operation operation;
        private final String change;
        private final Status to;
        private final Set<Status> from;

        Move(Operation operation, String change, Status to, Status first, Status... others) {
            this.operation = operation;
            this.change = change;
            this.to = to;
            this.from = EnumSet.of(first, others);
        }

        /** What one has to be allowed to make it. */
        Operation operation() {
            return operation;
        }

        /** What the history calls it. */
        String change() {
            return change;
        }

        private String path() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The moves that are open, by the last part of their paths. */
    public List<String> openMoves() {
        return Arrays.stream(Move.values())
                .filter(move -> move.from.contains(this))
                .map(Move::path)
                .toList();
    }

    /**
     * The status after a move.
     *
     * @throws ProblemException 409 with the open moves, when this one is not
     */
    Status after(Move move, String ref) {
        if (!move.from.contains(this)) {
            throw ProblemException.illegalMove(
                    ref + " is " + word() + ", so " + move.path() + " is not open; "
                            + (openMoves().isEmpty() ? "nothing is." : "open: " + String.join(", ", openMoves()) + "."),
                    word(),
                    openMoves());
        }
        return move.to;
    }

    /** The word on the wire. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter(autoApply = true)
    static final class StatusColumn extends LowerCaseEnum<Status> {
        StatusColumn() {
            super(Status.class);
        }
    }
}
