package org.coetracker.account.signin;

import java.time.Instant;
import java.util.UUID;
import org.coetracker.account.session.Session;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A session as its person sees it.
 *
 * @param id by which the audit trail names it
 * @param person who is signed in
 * @param createdAt when it began
 * @param expiresAt when it is over in any case
 * @param passwordMustChange whether it is good for choosing another password only
 */
@Schema(name = "Session")
record SessionView(UUID id, String person, Instant createdAt, Instant expiresAt, boolean passwordMustChange) {

    static SessionView of(Session session) {
        return new SessionView(
                session.id(), session.person(), session.createdAt(), session.expiresAt(), session.passwordMustChange());
    }
}
