package org.coetracker.coe;

import java.time.Instant;
import java.util.UUID;

/**
 * A COE has made a move of its lifecycle, in the transaction that goes on.
 *
 * @param coe which
 * @param to where it stands now
 * @param change the move, in a past participle
 * @param at when
 */
public record CoeMoved(UUID coe, Status to, String change, Instant at) {}
