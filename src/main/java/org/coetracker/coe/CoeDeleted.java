package org.coetracker.coe;

import java.time.Instant;
import java.util.UUID;
import org.coetracker.access.Actor;

/**
 * A draft is about to be deleted with all that belongs to it, in the transaction that goes on.
 *
 * @param coe which
 * @param actor who deletes it
 * @param at when
 */
public record CoeDeleted(UUID coe, Actor actor, Instant at) {}
