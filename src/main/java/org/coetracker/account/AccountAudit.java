package org.coetracker.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
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
    /** Whoever was meant; like the stranger, a name that nobody can have, as handles have no colon. */
    private static final String UNKNOWN = "system:unknown";

    private static final String STRANGER = "system:anonymous";

    /** How often a refusal is kept that nothing else slows down. */
    private static final Duration SELDOM = Duration.ofMinutes(1);

    private final History history;
    /** What was refused a moment ago; each node keeps its own. */
    private final Cache<String, Instant> refusedLately =
            Caffeine.newBuilder().expireAfterWrite(SELDOM).maximumSize(10_000).build();

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
     * A session was ended by something else than its person's sign-out; in the caller's transaction.
     *
     * @param why what ended it, in a word
     */
    public void sessionEnded(Actor actor, String person, UUID session, String why, Instant at) {
        session(actor, at, person, "session_ended", why, Map.of("session", session.toString()));
    }

    /**
     * Somebody was not let in. It is kept, whatever becomes of the request.
     *
     * @param person who was meant; null when nobody has the name that was typed, which may well be a password that went
     *     into the wrong field
     * @param category why, in a word
     * @param before how many attempts were refused before this one without being looked at
     * @param actor who tried it, as far as that is known
     */
    public void refused(String person, String category, int before, Actor actor, Instant at) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("category", category);
        if (before > 0) {
            details.put("refusedBefore", before);
        }
        String account = person == null ? UNKNOWN : person;
        QuarkusTransaction.requiringNew().run(() -> session(actor, at, account, "sign_in_refused", category, details));
    }

    /**
     * A credential that the service knows was refused, or an answer of the OpenID provider. Nothing slows those down, so it
     * is kept once in a minute for each.
     *
     * @param credential which one, such as {@code token:0199…}; for what has no name, where it came from
     * @param person whose it is; null when nobody can tell
     */
    public void refusedCredential(String credential, String person, String category, Client client, Instant at) {
        if (refusedLately.asMap().putIfAbsent(credential, at) == null) {
            String account = person == null ? UNKNOWN : person;
            Map<String, ?> details = Map.of("category", category, "credential", credential);
            QuarkusTransaction.requiringNew()
                    .run(() -> session(stranger(client), at, account, "sign_in_refused", category, details));
        }
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

    /** Somebody asked at the sign-in page for a link by mail; null when there is nobody to send one to. */
    public void resetAsked(String person, Client client, Instant at) {
        account(stranger(client), at, person == null ? UNKNOWN : person, "password_reset_asked", null);
    }

    /** A link was used. */
    public void resetUsed(String person, Client client, Instant at) {
        account(stranger(client), at, person, "password_reset_used", null);
    }

    /** A person by their session. */
    public static Actor by(String person, UUID session, Client client) {
        Credential credential = Credential.whole(Credential.Kind.SESSION, session.toString());
        return new Actor(person, Set.of(), Set.of(), Set.of(), Set.of(), credential, null, null)
                .in(client.address(), client.requestId());
    }

    /** Somebody who has not shown who they are. */
    public static Actor stranger(Client client) {
        return new Actor(STRANGER, Set.of(), Set.of(), Set.of(), Set.of(), Credential.NONE, null, null)
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
