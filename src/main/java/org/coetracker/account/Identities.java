package org.coetracker.account;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import org.coetracker.access.Actor;
import org.coetracker.access.Caller;

/** The identities that sign-in makes, whatever the credential was. */
public final class Identities {
    /** The attribute of identities that are good for choosing another password only. */
    private static final String PASSWORD_MUST_CHANGE = "passwordMustChange";

    private Identities() {}

    /** What the framework goes by; {@link Caller} takes the actor out of it again. */
    public static SecurityIdentity of(Actor actor) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(actor.handle()))
                .addAttribute(Caller.ACTOR, actor)
                .build();
    }

    /** The same, good for choosing another password only. */
    public static SecurityIdentity limited(SecurityIdentity identity) {
        return QuarkusSecurityIdentity.builder(identity)
                .addAttribute(PASSWORD_MUST_CHANGE, true)
                .build();
    }

    /** Whether an identity is good for choosing another password only. */
    public static boolean isLimited(SecurityIdentity identity) {
        return identity.getAttribute(PASSWORD_MUST_CHANGE) != null;
    }
}
