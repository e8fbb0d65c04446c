package org.coetracker.coe;

import java.time.Instant;
import java.util.UUID;
import org.coetracker.access.Actor;

/**
 * What a COE says has changed, in the transaction that goes on.
 *
 * @param coe which
 * @param team whose it is
 * @param status where it stands
 * @param reason why, where somebody said so; null otherwise
 * @param actor who changed it
 * @param at when
 */
public record CoeAmended(UUID coe, String team, Status status, String reason, Actor actor, Instant at) {
    /** Whether it had been approved before. */
    public boolean isAmendment() {
        return Status.AGREED.contains(status);
    }
}
