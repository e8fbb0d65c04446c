package org.coetracker.account.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.account.AccountAudit;
import org.coetracker.account.Accounts;
import org.coetracker.account.Client;
import org.coetracker.account.Secret;
import org.coetracker.people.StandingChanged;
import org.coetracker.shared.Ids;

/**
 * Begins and ends sessions, and tells whose a secret is. What is known of a secret is remembered for half a second: a
 * session that is ended is over at once on the node where that was done, and within that time elsewhere.
 */
@ApplicationScoped
public class SessionService {
    /** So seldom is it written down that a session is used. */
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    private final Sessions sessions;
    private final SessionSettings settings;
    private final AccountAudit audit;
    private final Clock clock;
    private final Event<Ended> ends;
    private final Cache<ByteBuffer, Optional<Session>> remembered = Caffeine.newBuilder()
            .expireAfterWrite(Accounts.REMEMBERED_FOR)
            .maximumSize(10_000)
            .build();

    SessionService(Sessions sessions, SessionSettings settings, AccountAudit audit, Clock clock, Event<Ended> ends) {
        this.sessions = sessions;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
        this.ends = ends;
    }

    /** Sessions have ended, or are good for more than before; in the transaction that goes on. */
    record Ended() {}

    /** A session that has begun, and the secret that its browser keeps. */
    public record Begun(Session session, Secret secret) {}

    /**
     * Begins a session of a person who has shown who they are. The one that the same browser had is over: nobody goes on
     * in a session that somebody else has prepared.
     *
     * @param before the secret that came with the request; null for none
     * @param idToken what the OpenID provider gave; null when there was none
     */
    @Transactional
    public Begun begin(
            String person,
            Session.Kind kind,
            boolean passwordMustChange,
            String idToken,
            Secret before,
            Client client) {
        Instant now = clock.instant();
        if (before != null) {
            sessions.end(before, now)
                    .ifPresent(ended -> audit.sessionEnded(
                            AccountAudit.by(ended.person(), ended.id(), client),
                            ended.person(),
                            ended.id(),
                            "signed_in_again",
                            now));
            ends.fire(new Ended());
        }
        Session session =
                new Session(Ids.next(), person, kind, now, now, now.plus(settings.longestFor()), passwordMustChange);
        Secret secret = Secret.next("");
        sessions.add(session, secret, client, idToken);
        audit.signedIn(person, session.id(), kind.word(), client, now);
        return new Begun(session, secret);
    }

    /** The session of a secret, if it is open. It reads the database, save when it has done so a moment ago. */
    public Optional<Session> of(Secret secret) {
        Instant now = clock.instant();
        ByteBuffer key = ByteBuffer.wrap(secret.hash());
        Optional<Session> session = remembered.get(key, hash -> look(secret, now));
        if (session.filter(open -> isToBeSeen(open, now)).isPresent()) {
            remembered.invalidate(key);
            session = remembered.get(key, hash -> look(secret, now));
        }
        return session.filter(open -> open.isOpen(now, settings.idleFor()));
    }

    private Optional<Session> look(Secret secret, Instant now) {
        return QuarkusTransaction.requiringNew()
                .call(() -> sessions.of(secret)
                        .filter(open -> open.isOpen(now, settings.idleFor()))
                        .map(open -> {
                            if (!isToBeSeen(open, now)) {
                                return open;
                            }
                            sessions.seen(open.id(), now);
                            return open.seen(now);
                        }));
    }

    private static boolean isToBeSeen(Session session, Instant now) {
        return session.lastSeenAt().plus(SEEN_EVERY).isBefore(now);
    }

    /** What an OpenID provider wants to see again when it is told that a session is over. */
    @Transactional
    public Optional<String> idToken(Secret secret) {
        return sessions.idToken(secret);
    }

    /** Ends a session, if it is open. */
    public void end(Secret secret, Client client) {
        Optional<Session> session = of(secret);
        session.ifPresent(open -> close(open, secret, client));
        remembered.invalidate(ByteBuffer.wrap(secret.hash()));
    }

    private void close(Session session, Secret secret, Client client) {
        QuarkusTransaction.requiringNew().run(() -> {
            Instant now = clock.instant();
            if (sessions.end(secret, now).isPresent()) {
                audit.signedOut(session.person(), session.id(), client, now);
            }
        });
    }

    /**
     * Ends the sessions of a person, in the caller's transaction.
     *
     * @param but the id of one that goes on; null for none
     * @param why what ends them, in a word
     */
    @Transactional
    public void endAllOf(String person, UUID but, String why, Actor actor) {
        Instant now = clock.instant();
        sessions.endAllOf(person, but, now)
                .forEach(ended -> audit.sessionEnded(actor, ended.person(), ended.id(), why, now));
        ends.fire(new Ended());
    }

    /** Whoever is switched off is signed out, for good. */
    void endThoseOfWhoIsSwitchedOff(@Observes StandingChanged changed) {
        Instant now = clock.instant();
        List<Sessions.Closed> closed = sessions.endThoseOfWhoIsSwitchedOff(now);
        closed.forEach(
                ended -> audit.sessionEnded(Actor.system("sessions"), ended.person(), ended.id(), "switched_off", now));
        if (!closed.isEmpty()) {
            ends.fire(new Ended());
        }
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) Ended ended) {
        remembered.invalidateAll();
    }
}
