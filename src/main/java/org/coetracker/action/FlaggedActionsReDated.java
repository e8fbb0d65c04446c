package org.coetracker.action;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coetracker.access.Actor;

/**
 * Actions that were flagged as overdue were given other due dates together, in the transaction that goes on.
 *
 * @param actions which
 * @param actor who did that
 * @param at when
 */
public record FlaggedActionsReDated(List<UUID> actions, Actor actor, Instant at) {}
