package org.coetracker.review;

import java.time.Instant;
import java.util.Locale;
import org.coetracker.access.Actor;
import org.coetracker.access.Role;
import org.coetracker.coe.ReviewState;

/**
 * Who has to approve a COE, and who has: a row of {@code review_asked}.
 *
 * @param kind what the name is
 * @param name a handle: the COE's team for its managers
 * @param approvedBy who approved; null when nobody has
 * @param outdated whether what they approved has changed
 * @param open whether it waits for this
 */
record Asked(Kind kind, String name, String approvedBy, Instant approvedAt, boolean outdated, boolean open) {

    /** The columns kind, name, approved_by, approved_at, outdated and open of a row, from one on. */
    static Asked of(Object[] row, int from) {
        return new Asked(
                Kind.valueOf(((String) row[from]).toUpperCase(Locale.ROOT)),
                (String) row[from + 1],
                (String) row[from + 2],
                (Instant) row[from + 3],
                Boolean.TRUE.equals(row[from + 4]),
                (Boolean) row[from + 5]);
    }

    /** Who may be asked. */
    enum Kind {
        /** One person. */
        PERSON,
        /** One of a team. */
        TEAM,
        /** One security reviewer. */
        SECURITY,
        /** One manager of the COE's team. */
        MANAGERS
    }

    /** Whether somebody can give this approval. */
    boolean isFor(Actor actor, boolean manages) {
        return switch (kind) {
            case PERSON -> actor.handle().equals(name);
            case TEAM -> actor.teams().contains(name) || actor.managed().contains(name);
            case SECURITY -> actor.roles().contains(Role.SECURITY_REVIEWER);
            case MANAGERS -> manages;
        };
    }

    ReviewState.Required shown() {
        ReviewState.Slot slot = slot();
        return new ReviewState.Required(slot.person(), slot.team(), slot.role(), approvedBy, approvedAt, outdated);
    }

    ReviewState.Slot slot() {
        return switch (kind) {
            case PERSON -> new ReviewState.Slot(name, null, null);
            case TEAM -> new ReviewState.Slot(null, name, null);
            case SECURITY -> new ReviewState.Slot(null, null, ReviewState.Role.SECURITY_REVIEWER);
            case MANAGERS -> manager(name);
        };
    }

    /** A manager of a team. */
    static ReviewState.Slot manager(String team) {
        return new ReviewState.Slot(null, team, ReviewState.Role.MANAGER);
    }

    /** In words. */
    String words() {
        return switch (kind) {
            case PERSON -> name;
            case TEAM -> "one of the team " + name;
            case SECURITY -> "a security reviewer";
            case MANAGERS -> "a manager of the team " + name;
        };
    }
}
