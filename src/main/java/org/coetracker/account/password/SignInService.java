package org.coetracker.account.password;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.coetracker.access.Actor;
import org.coetracker.account.AccountAudit;
import org.coetracker.account.Client;
import org.coetracker.account.Secret;
import org.coetracker.account.lockout.Attempt;
import org.coetracker.account.lockout.SignInThrottle;
import org.coetracker.account.lockout.TooEarly;
import org.coetracker.account.session.Session;
import org.coetracker.account.session.SessionService;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;

/**
 * Signs people in by their passwords. An attempt is three transactions, so that none is open while a hash is computed:
 * it is counted, the password is looked at, and what came of it is kept.
 */
@ApplicationScoped
public class SignInService {
    private static final String WRONG =
            "The handle or e-mail address, or the password, is wrong. An administrator can make a link that resets it.";

    private final Passwords passwords;
    private final PasswordHashes hashes;
    private final PasswordSettings settings;
    private final SignInThrottle throttle;
    private final SessionService sessions;
    private final AccountAudit audit;
    private final Clock clock;

    SignInService(
            Passwords passwords,
            PasswordHashes hashes,
            PasswordSettings settings,
            SignInThrottle throttle,
            SessionService sessions,
            AccountAudit audit,
            Clock clock) {
        this.passwords = passwords;
        this.hashes = hashes;
        this.settings = settings;
        this.throttle = throttle;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Begins a session.
     *
     * @param before the session's secret that came with the request; null for none
     * @throws ProblemException 401 when the password is wrong, 429 when it is too early to try
     */
    public SessionService.Begun signIn(SignIn command, Secret before, Client client) {
        requireEnabled();
        Optional<Holder> holder = QuarkusTransaction.requiringNew().call(() -> passwords.called(command.who()));
        Actor stranger = AccountAudit.stranger(client);
        Attempt attempt = claim(command.who(), holder.map(Holder::handle).orElse(null), stranger, client);
        boolean right = isRight(command.password(), holder.map(Holder::hash).orElse(null), attempt);
        if (!right || !holder.orElseThrow().active()) {
            throw refused(holder, right, attempt, stranger);
        }
        return begin(command.password(), holder.get(), attempt, before, client);
    }

    /** Ends what has to do with passwords while they are not taken. */
    void requireEnabled() {
        if (!settings.enabled()) {
            throw ProblemException.of(
                    ErrorCode.FORBIDDEN,
                    "This service takes no passwords. Sign in with single sign-on: /sign-in/oidc.");
        }
    }

    /**
     * Counts an attempt to show a password.
     *
     * @param actor who tries, as far as that is known
     * @throws ProblemException 429 when it is too early
     */
    Attempt claim(String who, String person, Actor actor, Client client) {
        try {
            return throttle.claim(who, person, client);
        } catch (TooEarly early) {
            // One event says that there are such attempts; how many, the next one that is looked at.
            if (throttle.refused(early) == 1) {
                audit.refused(person, "too_early", 0, actor, clock.instant());
            }
            throw tooEarly("There were too many failed attempts.", early.left());
        }
    }

    /** Whether a password is right. That it cannot be told now is no failure of whoever asked. */
    boolean isRight(String password, String hash, Attempt attempt) {
        try {
            return hashes.matches(password, hash);
        } catch (ProblemException e) {
            throttle.takeBack(attempt);
            throw e;
        }
    }

    private ProblemException refused(Optional<Holder> holder, boolean right, Attempt attempt, Actor actor) {
        String reason = holder.isEmpty()
                ? "unknown"
                : holder.get().hash() == null ? "no_password" : right ? "switched_off" : "wrong_password";
        audit.refused(holder.map(Holder::handle).orElse(null), reason, attempt.refusedBefore(), actor, clock.instant());
        return ProblemException.of(ErrorCode.UNAUTHENTICATED, WRONG);
    }

    private SessionService.Begun begin(String password, Holder holder, Attempt attempt, Secret before, Client client) {
        String today = hashes.isOutdated(holder.hash()) ? hashes.hash(password) : null;
        return QuarkusTransaction.requiringNew().call(() -> {
            // It may have been changed, or its owner switched off, while the hash was computed.
            if (!passwords.holdsStill(holder.handle(), holder.hash())) {
                throw ProblemException.of(ErrorCode.UNAUTHENTICATED, WRONG);
            }
            if (today != null) {
                passwords.rehash(holder.handle(), holder.hash(), today);
            }
            throttle.wasRight(attempt, holder.handle(), client);
            return sessions.begin(holder.handle(), Session.Kind.PASSWORD, holder.oneTime(), null, before, client);
        });
    }

    static ProblemException tooEarly(String why, Duration left) {
        long seconds = Math.max(1, left.plusMillis(999).toSeconds());
        return ProblemException.tooMany(
                why + " Nothing was tried; try again in " + seconds + (seconds == 1 ? " second." : " seconds."),
                seconds);
    }
}
