package org.coetracker.action;

import java.time.Instant;
import java.util.UUID;
import org.coetracker.access.Actor;

/**
 * What is to be done about a COE is another thing than before: an action was filed or deleted, or says something else; in
 * the transaction that goes on.
 *
 * @param coe whose action it is
 * @param actor who did it
 * @param at when
 */
public record ActionReworded(UUID coe, Actor actor, Instant at) {}
