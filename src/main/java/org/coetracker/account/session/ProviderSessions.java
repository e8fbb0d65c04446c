package org.coetracker.account.session;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.coetracker.access.Actor;
import org.coetracker.account.AccountAudit;
import org.coetracker.account.Client;
import org.coetracker.account.Secret;

/** Sessions of people who have signed in at an OpenID provider: the same as those that begin by a password. */
@ApplicationScoped
public class ProviderSessions {
    private final SessionService sessions;
    private final AccountAudit audit;
    private final Clock clock;

    ProviderSessions(SessionService sessions, AccountAudit audit, Clock clock) {
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Begins a session in the browser that sent the request; the one that it had is over.
     *
     * @param idToken what the provider gave, and wants to see again at the sign-out
     * @return the header that gives the browser its cookie
     */
    public String begin(String person, String idToken, RoutingContext request) {
        Secret before = SessionCookie.of(request).orElse(null);
        SessionService.Begun begun =
                sessions.begin(person, Session.Kind.OIDC, false, idToken, before, Client.of(request));
        return SessionCookie.set(request, begun.secret());
    }

    /** Ends the sessions of somebody to whom the provider gives no role any more, in the caller's transaction. */
    public void endAllOf(String person, Actor actor) {
        sessions.endAllOf(person, null, "no_role", actor);
    }

    /** Notes, in the caller's transaction, that an account is that of somebody whom the provider knows. */
    public void linked(String person, String issuer, String subject, Actor actor) {
        audit.linked(actor, person, issuer, subject, clock.instant());
    }

    /** Notes that an answer was not taken with which the provider, or somebody in its name, sent a browser back. */
    public void answerRefused(RoutingContext request) {
        Client client = Client.of(request);
        audit.refusedCredential(
                "single_sign_on from " + client.network(), null, "single_sign_on_failed", client, clock.instant());
    }

    /**
     * Notes that somebody whom the provider let in was not let in here.
     *
     * @param person their account here; null when they have none
     */
    public void refused(String person, RoutingContext request) {
        audit.refused(person, "single_sign_on", 0, AccountAudit.stranger(Client.of(request)), clock.instant());
    }
}
