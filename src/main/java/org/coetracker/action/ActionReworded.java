package org.coetracker.action;

import java.time.Instant;
import java.util.UUID;
import org.coetracker.access.Actor;

/**
 * What is to be done about a COE is another thing than before: an action was filed or deleted, or says something else; in
 * the transaction that goes on.
 *
 * @param coe whose action it is
 * @param action the action's ref
 * @param kind what was done to it
 * @param reason why, where somebody said so; null otherwise
 * @param actor who did it
 * @param at when
 */
public record ActionReworded(UUID coe, String action, Kind kind, String reason, Actor actor, Instant at) {
    /** What may be done to an action. */
    public enum Kind {
        /** It is new. */
        FILED,
        /** Something else is to be done, sooner or later, for other causes, or shown to work in another way. */
        REWORDED,
        /** It is refused, for a reason of its own, or not any more. */
        REFUSAL,
        /** It is gone. */
        DELETED
    }
}
