package org.coetracker.account;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.access.Credential;
import org.coetracker.history.AuditKind;
import org.coetracker.history.History;

/** What the audit trail keeps of sign-ins and passwords: never a secret, and nothing of what strangers type. */
@ApplicationScoped
public class AccountAudit {
    private static final String UNKNOWN = "unknown";

    private final History history;

    AccountAudit(History history) {
        this.history = history;
    }

    /**
     * A session began.
     *
     * @param session its id
     * @param by how the person showed who they are, in a word
     */
    public void signedIn(String person, UUID session, String by, Client client, Instant at) {
        Map<String, ?> details = Map.of("session", session.toString(), "by", by);
        session(by(person, session, client), at, person, "signed_in", null, details);
    }

    /** A session was ended by its person. */
    public void signedOut(String person, UUID session, Client client, Instant at) {
        Map<String, ?> details = Map.of("session", session.toString());
        session(by(person, session, client), at, person, "signed_out", null, details);
    }

    /**
     * Somebody was not let in. It is kept, whatever becomes of the request.
     *
     * @param person who was meant; null when nobody has the name that was typed, which may well be a password that went
     *     into the wrong field
     * @param category why, in a word
     * @param before how many attempts were refused before this one without being looked at
     */
    public void refused(String person, String category, int before, Client client, Instant at) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("category", category);
        if (before > 0) {
            details.put("refusedBefore", before);
        }
        String account = person == null ? UNKNOWN : person;
        QuarkusTransaction.requiringNew()
                .run(() -> session(stranger(client), at, account, "sign_in_refused", category, details));
    }

    /** An account became that of somebody whom an OpenID provider knows. */
    public void linked(Actor actor, String person, String issuer, String subject, Instant at) {
        account(actor, at, person, "linked", Map.of("issuer", issuer, "subject", subject));
    }

    /** Somebody chose another password. */
    public void passwordChanged(Actor actor, Instant at) {
        account(actor, at, actor.handle(), "password_changed", null);
    }

    /** Somebody was given their first password by the service itself. */
    public void passwordGiven(String person, Instant at) {
        account(Actor.system("first-start"), at, person, "password_given", null);
    }

    /** An administrator made a link that resets a password. */
    public void resetMade(Actor actor, String person, Instant expiresAt, Instant at) {
        account(actor, at, person, "password_reset_made", Map.of("expiresAt", expiresAt.toString()));
    }

    /** A link was used. */
    public void resetUsed(String person, Client client, Instant at) {
        account(stranger(client), at, person, "password_reset_used", null);
    }

    private static Actor by(String person, UUID session, Client client) {
        Credential credential = Credential.whole(Credential.Kind.SESSION, session.toString());
        return new Actor(person, Set.of(), Set.of(), Set.of(), Set.of(), credential, null, null)
                .in(client.address(), client.requestId());
    }

    private static Actor stranger(Client client) {
        return new Actor("anonymous", Set.of(), Set.of(), Set.of(), Set.of(), Credential.NONE, null, null)
                .in(client.address(), client.requestId());
    }

    private void session(
            Actor actor, Instant at, String account, String change, String reason, Map<String, ?> details) {
        history.event(actor, at, AuditKind.SESSION, account, change, reason, details);
    }

    private void account(Actor actor, Instant at, String account, String change, Map<String, ?> details) {
        history.event(actor, at, AuditKind.ACCOUNT, account, change, null, details);
    }
}
