package org.coetracker.action;

import java.time.Instant;
import java.util.UUID;
import org.coetracker.access.Actor;

/** A COE was withdrawn, so that none of its actions is owed any more; in the transaction that goes on. */
public record CoeWithdrawn(UUID coe, Actor actor, Instant at) {}
