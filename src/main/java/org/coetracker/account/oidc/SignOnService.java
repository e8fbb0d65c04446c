package org.coetracker.account.oidc;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.coetracker.access.Actor;
import org.coetracker.access.Role;
import org.coetracker.account.session.ProviderSessions;
import org.coetracker.people.Directory;
import org.coetracker.people.NewPerson;
import org.coetracker.people.PersonService;
import org.coetracker.people.PersonView;
import org.coetracker.people.TeamService;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.jboss.logging.Logger;

/** Takes in those whom the provider vouches for: makes their account, and gives them the roles and teams of their claims. */
@ApplicationScoped
class SignOnService {
    private static final Logger LOG = Logger.getLogger(SignOnService.class);
    /** What those keep to whom the provider gives no role any more; everybody here has one. */
    private static final Set<Role> LEAST = Set.of(Role.VIEWER);

    private final Subjects subjects;
    private final Directory directory;
    private final PersonService people;
    private final TeamService teams;
    private final ProviderSessions sessions;
    private final Clock clock;

    SignOnService(
            Subjects subjects,
            Directory directory,
            PersonService people,
            TeamService teams,
            ProviderSessions sessions,
            Clock clock) {
        this.subjects = subjects;
        this.directory = directory;
        this.people = people;
        this.teams = teams;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * Takes somebody in whose token has been checked.
     *
     * @param address the network address that the request came from
     * @param requestId the request
     * @return their handle
     * @throws ProblemException 403 when they are switched off, have no role, or cannot be given an account
     */
    String takeIn(Provider provider, Claims claims, String address, String requestId) {
        String subject = claims.text("sub").orElseThrow(() -> refusal("The provider's token names no subject."));
        Actor actor = Actor.system("oidc").in(address, requestId);
        // That somebody's roles were taken away stays, although they are refused.
        return QuarkusTransaction.requiringNew()
                .call(() -> takeIn(provider, subject, claims, actor))
                .orElseThrow(SignOnService::noRole);
    }

    /** Takes somebody in, in a transaction; nothing when they are turned away and had an account. */
    private Optional<String> takeIn(Provider provider, String subject, Claims claims, Actor actor) {
        ClaimMapping mapping = provider.mapping();
        Set<Role> roles = mapping.rolesOf(claims);
        boolean turnedAway = mapping.keepsRoles() && roles.isEmpty();
        subjects.lock(provider.issuer(), subject);
        Optional<Subjects.Known> known = subjects.find(provider.issuer(), subject);
        if (turnedAway && known.isEmpty()) {
            throw noRole();
        }
        String handle = known.isPresent()
                ? known.get().handle()
                : welcome(provider, subject, Newcomer.of(claims, provider.handleClaim()), roles, actor);
        if (!directory.find(List.of(handle), List.of()).people().getOrDefault(handle, false)) {
            throw refusal("The account \"" + handle + "\" is switched off here. An administrator can switch it on.");
        }
        Instant issuedAt = claims.time("iat").orElseGet(clock::instant);
        if (known.isEmpty() || !issuedAt.isBefore(known.get().claimsAt())) {
            takeOver(mapping, claims, handle, turnedAway ? LEAST : roles, actor);
            subjects.took(provider.issuer(), subject, issuedAt);
            if (turnedAway) {
                sessions.endAllOf(handle, actor);
            }
        }
        return turnedAway ? Optional.empty() : Optional.of(handle);
    }

    /** The account of somebody who was here before. */
    @Transactional
    Optional<String> handleOf(Provider provider, Claims claims) {
        return claims.text("sub")
                .flatMap(subject -> subjects.find(provider.issuer(), subject))
                .map(Subjects.Known::handle);
    }

    /** The roles and teams of the claims, as far as the provider keeps them. */
    private void takeOver(ClaimMapping mapping, Claims claims, String handle, Set<Role> roles, Actor actor) {
        if (mapping.keepsRoles()) {
            people.giveRoles(handle, roles, actor);
        }
        if (!mapping.teams().isEmpty()) {
            teams.givePlaces(handle, mapping.keptPlaces(), mapping.placesOf(claims), actor);
        }
    }

    /** Finds or makes the account of somebody who was never here, and notes that it is theirs. */
    private String welcome(Provider provider, String subject, Newcomer newcomer, Set<Role> roles, Actor actor) {
        Optional<PersonView> sameEmail = newcomer.email().flatMap(people::findByEmail);
        String handle = newcomer.handle();
        if (sameEmail.isPresent() && provider.linkByEmail()) {
            handle = sameEmail.get().handle();
        } else if (sameEmail.isPresent()) {
            throw refusal("Somebody here has your e-mail address already. An administrator can make this account theirs"
                    + " by COE_OIDC_LINK_BY_EMAIL=true, or take the address out of the other person's record.");
        } else {
            register(newcomer, roles, actor);
        }
        Instant now = clock.instant();
        subjects.add(provider.issuer(), subject, handle, now);
        sessions.linked(handle, provider.issuer(), subject, actor);
        LOG.infof("%s signs in at %s from now on, as %s", handle, provider.issuer(), subject);
        return handle;
    }

    private void register(Newcomer newcomer, Set<Role> roles, Actor actor) {
        String handle = newcomer.handle();
        if (roles.isEmpty()) {
            throw noRole();
        }
        if (handle.isEmpty()) {
            throw refusal("Your user name at the provider makes no handle: it has none of the letters a-z and digits."
                    + " An administrator can have it made of another claim by COE_OIDC_HANDLE_CLAIM.");
        }
        if (people.find(handle).isPresent()) {
            throw refusal("There is another \"" + handle + "\" here already, and an account is never taken over."
                    + " If it is you, an administrator can give that person your e-mail address and set"
                    + " COE_OIDC_LINK_BY_EMAIL=true; otherwise you need another user name at the provider.");
        }
        people.register(
                new NewPerson(handle, newcomer.name(), newcomer.email().orElse(null), null, List.copyOf(roles), true),
                actor);
    }

    private static ProblemException noRole() {
        return refusal("The provider gives you no role in this service. Whoever looks after the provider can give you"
                + " one of those that COE_OIDC_ROLES names.");
    }

    private static ProblemException refusal(String detail) {
        return ProblemException.of(ErrorCode.FORBIDDEN, detail);
    }
}
