package org.coetracker.account;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import org.coetracker.access.Actor;
import org.coetracker.access.Caller;

/** The identities that sign-in makes, whatever the credential was. */
final class Identities {
    private Identities() {}

    /** What the framework goes by; {@link Caller} takes the actor out of it again. */
    static SecurityIdentity of(Actor actor) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(actor.handle()))
                .addAttribute(Caller.ACTOR, actor)
                .build();
    }
}
