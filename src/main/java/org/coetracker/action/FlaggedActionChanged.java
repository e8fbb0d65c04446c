package org.coetracker.action;

import java.time.Instant;
import java.util.UUID;
import org.coetracker.access.Actor;

/**
 * An action that was flagged as overdue has changed, in the transaction that goes on.
 *
 * @param action which
 * @param resolution why it is not overdue any more; null when it still is
 * @param team whose it is now
 * @param owner who owes it now
 * @param actor who changed it
 * @param at when
 */
public record FlaggedActionChanged(
        UUID action, String resolution, String team, String owner, Actor actor, Instant at) {}
