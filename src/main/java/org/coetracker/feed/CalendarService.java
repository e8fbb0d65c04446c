package org.coetracker.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.coetracker.access.Actor;
import org.coetracker.access.Credential;
import org.coetracker.access.Scope;
import org.coetracker.account.Accounts;
import org.coetracker.account.Secret;
import org.coetracker.history.AuditKind;
import org.coetracker.history.History;
import org.coetracker.shared.http.PublicUrl;
import org.coetracker.shared.problem.ProblemException;

/** People's calendars, and their secret addresses. */
@ApplicationScoped
class CalendarService {
    /** Good for one calendar, and nothing else. */
    private static final Credential BY_ADDRESS = new Credential(Credential.Kind.NONE, null, Scope.READ, List.of());

    private static final int LONGEST_SECRET = 64;

    private final CalendarAddresses addresses;
    private final OwedActions actions;
    private final Accounts accounts;
    private final History history;
    private final Clock clock;
    private final PublicUrl base;

    CalendarService(
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
                .orElseThrow(CalendarService::noCalendar);
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
        if (addresses.remove(actor.handle())) {
            Instant now = clock.instant();
            history.event(actor, now, AuditKind.ACCOUNT, actor.handle(), "calendar_address_revoked", null, null);
        }
    }

    private static ProblemException noCalendar() {
        return ProblemException.notFound("calendar at this address; its owner makes a new one");
    }
}
