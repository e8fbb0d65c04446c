package org.coetracker.coe;

import java.time.Instant;
import java.util.UUID;
import org.coetracker.access.Actor;

/**
 * A COE belongs to another team than before, in the transaction that goes on.
 *
 * @param coe which
 * @param team whose it is now
 * @param actor who handed it over
 * @param at when
 */
public record CoeHandedOver(UUID coe, String team, Actor actor, Instant at) {}
