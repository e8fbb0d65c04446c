package org.coetracker.account.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Somebody is signed in, in one browser.
 *
 * @param id by which the audit trail names it
 * @param person who
 * @param kind how they showed who they are
 * @param createdAt when it began
 * @param lastSeenAt when it was last used, to the minute
 * @param expiresAt when it is over in any case
 * @param passwordMustChange whether it is good for choosing another password only
 */
public record Session(
        UUID id,
        String person,
        Kind kind,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,
        boolean passwordMustChange) {

    /** How sessions begin. */
    public enum Kind {
        /** By a password of this service. */
        PASSWORD,
        /** At an OpenID provider. */
        OIDC;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same, just used. */
    Session seen(Instant now) {
        return new Session(id, person, kind, createdAt, now, expiresAt, passwordMustChange);
    }

    /** Whether it is not over. */
    boolean isOpen(Instant now, Duration idleFor) {
        return now.isBefore(expiresAt) && now.isBefore(lastSeenAt.plus(idleFor));
    }
}
