package org.coetracker.account.password;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.access.Credential;
import org.coetracker.account.AccountAudit;
import org.coetracker.account.Client;
import org.coetracker.account.CredentialsRevoked;
import org.coetracker.account.Secret;
import org.coetracker.account.lockout.Attempt;
import org.coetracker.account.lockout.SignInThrottle;
import org.coetracker.account.session.SessionService;
import org.coetracker.account.token.TokenService;
import org.coetracker.shared.Ids;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/** Changes passwords: by their owners, and by links that administrators make. */
@ApplicationScoped
public class PasswordService {
    /** How many characters a password has at least. */
    public static final int MIN_LENGTH = PasswordPolicy.MIN_LENGTH;

    private final Passwords passwords;
    private final ResetLinks resets;
    private final PasswordHashes hashes;
    private final PasswordPolicy policy;
    private final PasswordSettings settings;
    private final SignInService signIns;
    private final SignInThrottle throttle;
    private final SessionService sessions;
    private final TokenService tokens;
    private final AccountAudit audit;
    private final Clock clock;
    private final Event<CredentialsRevoked> revocations;

    PasswordService(
            Passwords passwords,
            ResetLinks resets,
            PasswordHashes hashes,
            PasswordPolicy policy,
            PasswordSettings settings,
            SignInService signIns,
            SignInThrottle throttle,
            SessionService sessions,
            TokenService tokens,
            AccountAudit audit,
            Clock clock,
            Event<CredentialsRevoked> revocations) {
        this.passwords = passwords;
        this.resets = resets;
        this.hashes = hashes;
        this.policy = policy;
        this.settings = settings;
        this.signIns = signIns;
        this.throttle = throttle;
        this.sessions = sessions;
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
        this.revocations = revocations;
    }

    /**
     * Changes the caller's own password, and ends their other sessions; their API tokens stay good. Guesses of the current one are slowed down like
     * those of a sign-in.
     *
     * @throws ProblemException 403 when it is somebody else's, 409 when there is none, 422 when one of the two is refused
     */
    public void change(String person, NewPassword command, Actor actor, Client client) {
        signIns.requireEnabled();
        if (!actor.handle().equals(person)) {
            throw ProblemException.of(
                    ErrorCode.FORBIDDEN,
                    "A password is changed by its owner alone. An administrator can make a link that resets it.");
        }
        Holder holder = holder(person);
        if (holder.hash() == null) {
            throw ProblemException.of(
                    ErrorCode.ILLEGAL_MOVE,
                    "You have no password here. When you want one, ask an administrator for a link that sets it.");
        }
        check(command.password(), holder);
        Attempt attempt = signIns.claim(person, person, actor, client);
        if (!signIns.isRight(command.current(), holder.hash(), attempt)) {
            audit.refused(person, "wrong_password", attempt.refusedBefore(), actor, clock.instant());
            throw ProblemException.at(
                    ErrorCode.INVALID, "/current", "wrong", "This is not your password at the moment.");
        }
        if (PasswordHashes.normalized(command.current()).equals(PasswordHashes.normalized(command.password()))) {
            throw ProblemException.at(
                    ErrorCode.INVALID, "/password", "unchanged", "This is your password already; choose another one.");
        }
        String hash = hashes.hash(command.password());
        QuarkusTransaction.requiringNew().run(() -> {
            Instant now = clock.instant();
            if (!passwords.replace(person, holder.hash(), hash, false, now)) {
                throw ProblemException.of(
                        ErrorCode.ILLEGAL_MOVE, "The password was changed by another request at the same time.");
            }
            throttle.wasRight(attempt, person, client);
            sessions.endAllOf(person, sessionOf(actor), "password_changed", actor);
            audit.passwordChanged(actor, now);
        });
    }

    /**
     * Makes a link by which a person sets a password. Nothing ends until it is used.
     *
     * @throws ProblemException 409 when the person is switched off
     */
    @Transactional
    ResetLink makeReset(String person, Actor actor) {
        signIns.requireEnabled();
        Holder holder = passwords.of(person).orElseThrow(() -> ProblemException.notFound("person " + person));
        if (!holder.active()) {
            throw ProblemException.of(
                    ErrorCode.ILLEGAL_MOVE, "\"" + person + "\" is switched off; switch them on first.");
        }
        Instant now = clock.instant();
        Instant expiresAt = now.plus(settings.resetGoodFor());
        Secret token = Secret.next("");
        resets.add(person, token, actor.handle(), now, expiresAt);
        audit.resetMade(actor, person, expiresAt, now);
        return new ResetLink(person, token.text(), "/reset-password?token=" + token.text(), expiresAt);
    }

    /**
     * Sets a password by a link, ends all sessions of the person and revokes their API tokens and their calendar's address, as somebody
     * who had the old password may have made some. A password that is refused leaves the link good.
     *
     * @throws ProblemException 422 when the link is not good any more, or the password is refused
     */
    public void useReset(ResetUse command, Client client) {
        signIns.requireEnabled();
        Secret token = new Secret(command.token());
        Holder holder = QuarkusTransaction.requiringNew()
                .call(() -> resets.personOf(token, clock.instant())
                        .flatMap(passwords::of)
                        .orElseThrow(PasswordService::notGood));
        check(command.password(), holder);
        String hash = hashes.hash(command.password());
        QuarkusTransaction.requiringNew().run(() -> {
            Instant now = clock.instant();
            if (!resets.use(token, now)) {
                throw notGood();
            }
            resets.forgetUnused(holder.handle());
            passwords.set(holder.handle(), hash, false, now);
            Actor reset = Actor.system("password-reset").in(client.address(), client.requestId());
            sessions.endAllOf(holder.handle(), null, "password_reset", reset);
            tokens.revokeAllOf(holder.handle(), reset);
            revocations.fire(new CredentialsRevoked(holder.handle(), reset));
            // Whoever has the link is who they say, wherever they are: guesses from elsewhere do not slow them down.
            throttle.know(holder.handle(), client);
            audit.resetUsed(holder.handle(), client, now);
        });
    }

    /** Whether a link is good, for the page that asks for the password. */
    public boolean isGood(String token) {
        return QuarkusTransaction.requiringNew()
                .call(() -> resets.personOf(new Secret(token), clock.instant()).isPresent());
    }

    private Holder holder(String person) {
        return QuarkusTransaction.requiringNew()
                .call(() -> passwords.of(person))
                .orElseThrow(() -> ProblemException.notFound("person " + person));
    }

    private void check(String password, Holder holder) {
        Violations violations = new Violations();
        policy.check("/password", password, holder, violations);
        violations.orElseThrow(ErrorCode.INVALID);
    }

    private static UUID sessionOf(Actor actor) {
        Credential credential = actor.credential();
        return credential.kind() == Credential.Kind.SESSION && credential.id() != null
                ? Ids.parse(credential.id()).orElse(null)
                : null;
    }

    private static ProblemException notGood() {
        return ProblemException.at(
                ErrorCode.INVALID,
                "/token",
                "not_good",
                "This link was used, has expired or was replaced. Ask an administrator for another one.");
    }
}
