package org.coetracker.access;

import java.util.List;
import java.util.Locale;

/**
 * By what somebody showed who they are.
 *
 * @param kind what it is
 * @param id which one, never the secret itself; null where there is only one of the kind
 * @param scope how much it is good for
 * @param teams the teams whose records it is limited to; empty when it is not
 */
public record Credential(Kind kind, String id, Scope scope, List<String> teams) {

    /** Kinds of credentials. */
    public enum Kind {
        /** None: somebody who is not let in, or not yet. */
        NONE,
        /** Nobody's: a part of the service acts by itself. */
        SYSTEM,
        /** A session of this service, begun by a password or at an OpenID provider. */
        SESSION,
        /** An API token of this service. */
        TOKEN,
        /** A bearer token of an OpenID provider. */
        OIDC
    }

    /** Good for nothing. */
    public static final Credential NONE = new Credential(Kind.NONE, null, Scope.REPORTS, List.of());

    /** For what the service does by itself. */
    public static final Credential SYSTEM = new Credential(Kind.SYSTEM, null, Scope.ADMIN, List.of());

    /** A credential that is good for all that its owner may do. */
    public static Credential whole(Kind kind, String id) {
        return new Credential(kind, id, Scope.ADMIN, List.of());
    }

    /** Kind and id, as the audit trail has them: {@code token:0199…}. */
    public String text() {
        String word = kind.name().toLowerCase(Locale.ROOT);
        return id == null ? word : word + ":" + id;
    }
}
