package org.coetracker.action;

import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.coetracker.shared.database.LowerCaseEnum;
import org.coetracker.shared.problem.ProblemException;

/** Where a corrective action stands. */
public enum ActionState {
    /** An idea, chased by nobody. */
    PROPOSED,
    /** Somebody owes it by a day. */
    COMMITTED,
    /** Somebody works on it, and owes it by a day. */
    IN_PROGRESS,
    /** Carried out; whether it works is not yet known. */
    DONE,
    /** Shown to work. */
    VERIFIED,
    /** Not to be done, for a reason, until a day on which to look again. */
    REFUSED;

    /** The states in which somebody owes the action. */
    public static final Set<ActionState> OWED = EnumSet.of(COMMITTED, IN_PROGRESS);

    /** The states in which nothing is left to do. */
    public static final Set<ActionState> SETTLED = EnumSet.of(VERIFIED, REFUSED);

    /** What can be done with an action, and in which states. */
    public enum Move {
        /** Somebody takes it on. */
        COMMIT(PROPOSED),
        /** Work begins. */
        START(COMMITTED),
        /** It is carried out. */
        COMPLETE(IN_PROGRESS),
        /** It is shown to work, or not to. */
        VERIFY(DONE),
        /** It will not be done. */
        REFUSE(PROPOSED, COMMITTED, IN_PROGRESS),
        /** It is owed again after all. */
        REOPEN(VERIFIED, REFUSED),
        /** It is owed by another day. */
        RE_DATE(COMMITTED, IN_PROGRESS);

        private final Set<ActionState> from;

        Move(ActionState first, ActionState... others) {
            from = EnumSet.of(first, others);
        }

        /** Whether the move is open in the state. */
        boolean isOpenIn(ActionState state) {
            return from.contains(state);
        }

        private String path() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The moves that are open, by the last part of their paths. */
    public List<String> openMoves() {
        return Arrays.stream(Move.values())
                .filter(move -> move.isOpenIn(this))
                .map(Move::path)
                .toList();
    }

    /**
     * Lets a move through that is open.
     *
     * @throws ProblemException 409 with the open ones otherwise
     */
    void require(Move move, String ref) {
        if (!move.isOpenIn(this)) {
            throw ProblemException.illegalMove(
                    ref + " is " + word() + ", so " + move.path() + " is not open; open are: "
                            + String.join(", ", openMoves()) + ".",
                    word(),
                    openMoves());
        }
    }

    /** The state as it goes over the wire. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter(autoApply = true)
    static final class Column extends LowerCaseEnum<ActionState> {
        Column() {
            super(ActionState.class);
        }
    }
}
