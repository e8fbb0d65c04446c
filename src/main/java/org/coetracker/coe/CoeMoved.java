package org.coetracker.coe;

import java.time.Instant;
import java.util.UUID;
import org.coetracker.access.Actor;

/**
 * A COE has made a move of its lifecycle, in the transaction that goes on.
 *
 * @param coe which
 * @param team whose it is
 * @param version its version now
 * @param from where it stood before
 * @param to where it stands now
 * @param change the move, in a past participle
 * @param said what was said about it; null when nothing was
 * @param actor who made it
 * @param at when
 */
public record CoeMoved(
        UUID coe,
        String team,
        int version,
        Status from,
        Status to,
        String change,
        String said,
        Actor actor,
        Instant at) {}
