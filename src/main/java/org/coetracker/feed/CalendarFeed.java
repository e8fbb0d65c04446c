package org.coetracker.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.coetracker.access.Actor;
import org.coetracker.access.Credential;
import org.coetracker.access.Scope;
import org.coetracker.account.Accounts;
import org.coetracker.account.CredentialsRevoked;
import org.coetracker.account.Secret;
import org.coetracker.history.AuditKind;
import org.coetracker.history.History;
import org.coetracker.people.StandingChanged;
import org.coetracker.shared.http.PublicUrl;
import org.coetracker.shared.problem.ProblemException;

/** People's calendars, and their secret addresses. */
@ApplicationScoped
class CalendarFeed {
    /** Good for one calendar, and nothing else. */
    private static final Credential BY_ADDRESS = new Credential(Credential.Kind.NONE, null, Scope.READ, List.of());

    private static final int LONGEST_SECRET = 64;

    private final CalendarAddresses addresses;
    private final OwedActions actions;
    private final Accounts accounts;
    private final History history;
    private final Clock clock;
    private final PublicUrl base;

    CalendarFeed(
            CalendarAddresses addresses,
            OwedActions actions,
            Accounts accounts,
            History history,
            Clock clock,
            PublicUrl base) {
        this.addresses = addresses;
        this.actions = actions;
        this.accounts = accounts;
        this.history = history;
        this.clock = clock;
        this.base = base;
    }

    /** The caller's calendar. */
    @Transactional
    byte[] read(Actor actor) {
        return CalendarText.of(actions.of(actor), base);
    }

    /**
     * The calendar at a secret address.
     *
     * @throws ProblemException 404 when there is none, or whose it is was switched off
     */
    @Transactional
    byte[] read(String secret) {
        if (secret.length() > LONGEST_SECRET) {
            throw noCalendar();
        }
        Secret sent = new Secret(secret);
        Actor owner = addresses
                .person(sent)
                .flatMap(person -> accounts.actor(person, BY_ADDRESS))
                .orElseThrow(CalendarFeed::noCalendar);
        addresses.noteReading(sent, clock.instant());
        return read(owner);
    }

    /** What there is to say about the caller's address. */
    @Transactional
    CalendarAddressView address(Actor actor) {
        return addresses.of(actor.handle());
    }

    /** Makes an address for the caller's calendar; the one before leads nowhere from then on. */
    @Transactional
    NewCalendarAddress makeAddress(Actor actor) {
        Instant now = clock.instant();
        Secret secret = Secret.next("");
        addresses.put(actor.handle(), secret, now);
        history.event(actor, now, AuditKind.ACCOUNT, actor.handle(), "calendar_address_made", null, null);
        return new NewCalendarAddress(base.of("/api/v1/calendars/" + secret.text() + ".ics"));
    }

    /** Takes the caller's address away, if there is one. */
    @Transactional
    void revokeAddress(Actor actor) {
        revokeAddress(actor.handle(), null, actor);
    }

    /** Somebody may have made an address by a password that is not theirs any more. */
    void revokeWithCredentials(@Observes CredentialsRevoked revoked) {
        revokeAddress(revoked.person(), "password_reset", revoked.by());
    }

    /** Whoever is switched off has no address, even when they are switched on again. */
    void revokeThoseOfWhoIsSwitchedOff(@Observes StandingChanged changed) {
        addresses
                .removeThoseOfWhoIsSwitchedOff()
                .forEach(person -> noteRevocation(person, "switched_off", Actor.system("calendars")));
    }

    private void revokeAddress(String person, String why, Actor actor) {
        if (addresses.remove(person)) {
            noteRevocation(person, why, actor);
        }
    }

    private void noteRevocation(String person, String why, Actor actor) {
        history.event(actor, clock.instant(), AuditKind.ACCOUNT, person, "calendar_address_revoked", why, null);
    }

    private static ProblemException noCalendar() {
        return ProblemException.notFound("calendar at this address; its owner makes a new one");
    }
}
