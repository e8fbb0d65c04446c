package org.coetracker.account.password;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.coetracker.access.Actor;
import org.coetracker.account.AccountAudit;
import org.coetracker.account.Client;
import org.coetracker.account.PasswordForgotten;
import org.coetracker.account.Secret;
import org.coetracker.account.lockout.SignInThrottle;
import org.coetracker.account.lockout.TooEarly;
import org.coetracker.shared.problem.ProblemException;

/** Links by mail for those who have forgotten their password; whoever asks learns nothing of who has an account. */
@ApplicationScoped
public class ForgottenPasswords {
    /** Made by nobody's hand. */
    private static final Actor MAIL = Actor.system("password-mail");
    /** Asking is counted apart from guessing: neither makes the other wait, but for the network that both come from. */
    private static final String ASKING = "forgotten ";

    private final Passwords passwords;
    private final ResetLinks resets;
    private final PasswordSettings settings;
    private final SignInService signIns;
    private final SignInThrottle throttle;
    private final AccountAudit audit;
    private final Clock clock;
    private final Event<PasswordForgotten> asked;

    ForgottenPasswords(
            Passwords passwords,
            ResetLinks resets,
            PasswordSettings settings,
            SignInService signIns,
            SignInThrottle throttle,
            AccountAudit audit,
            Clock clock,
            Event<PasswordForgotten> asked) {
        this.passwords = passwords;
        this.resets = resets;
        this.settings = settings;
        this.signIns = signIns;
        this.throttle = throttle;
        this.audit = audit;
        this.clock = clock;
        this.asked = asked;
    }

    /**
     * Has a link sent to whom a handle or e-mail address means, if they are active and have an address and a password.
     * It does and writes the same whether there is somebody or not, save for the message.
     *
     * @throws ProblemException 403 when passwords are not taken, 429 when it is too early to ask again
     */
    public void ask(String who, Client client) {
        signIns.requireEnabled();
        try {
            throttle.claim(ASKING + who.strip(), null, client);
        } catch (TooEarly early) {
            throw SignInService.tooEarly("There were too many of these requests.", early.left());
        }
        QuarkusTransaction.requiringNew().run(() -> {
            Instant now = clock.instant();
            Optional<String> person = passwords
                    .called(who)
                    .filter(holder -> holder.active() && holder.email() != null && holder.hash() != null)
                    .map(Holder::handle);
            audit.resetAsked(person.orElse(null), client, now);
            person.ifPresent(one -> asked.fire(new PasswordForgotten(one, now)));
        });
    }

    /**
     * Makes the link for a message that goes out now, in the caller's transaction. It takes the place of those that were
     * mailed before, and not of one that an administrator gave: anybody may ask for mail.
     *
     * @param askedAt when it was asked for
     * @return its secret; nothing when that was too long ago, or the person is not there any more
     */
    @Transactional
    public Optional<Secret> linkFor(String person, Instant askedAt) {
        Instant now = clock.instant();
        Instant expiresAt = now.plus(settings.mailedResetGoodFor());
        boolean wanted = settings.enabled()
                && askedAt.plus(settings.mailedResetGoodFor()).isAfter(now)
                && passwords.of(person).filter(Holder::active).isPresent();
        if (!wanted) {
            return Optional.empty();
        }
        Secret token = Secret.next("");
        resets.addMailed(person, token, MAIL.handle(), now, expiresAt);
        audit.resetMade(MAIL, person, expiresAt, now);
        return Optional.of(token);
    }

    /** How long such a link is good for. */
    public Duration linkGoodFor() {
        return settings.mailedResetGoodFor();
    }
}
