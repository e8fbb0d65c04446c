package org.coetracker.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.coetracker.access.AccessPolicy;
import org.coetracker.access.Actor;
import org.coetracker.access.Operation;
import org.coetracker.access.Role;
import org.coetracker.history.Change;
import org.coetracker.history.History;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.Amendments;
import org.coetracker.shared.json.MergePatch;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.page.Page;
import org.coetracker.shared.page.PageQuery;
import org.coetracker.shared.page.PageRequest;
import org.coetracker.shared.page.Pages;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;
import org.jboss.logging.Logger;

/** Registers people, changes them and switches them off. */
@ApplicationScoped
public class PersonService {
    private static final Logger LOG = Logger.getLogger(PersonService.class);

    private static final Set<String> KEPT = Set.of("version", "createdAt", "updatedAt");

    private final People people;
    private final Pages pages;
    private final Amendments amendments;
    private final Rules rules;
    private final History history;
    private final Clock clock;
    private final Event<StandingChanged> changes;

    PersonService(
            People people,
            Pages pages,
            Amendments amendments,
            Rules rules,
            History history,
            Clock clock,
            Event<StandingChanged> changes) {
        this.people = people;
        this.pages = pages;
        this.amendments = amendments;
        this.rules = rules;
        this.history = history;
        this.clock = clock;
        this.changes = changes;
    }

    /** One person. */
    PersonView read(String handle) {
        return PersonView.of(people.get(handle));
    }

    /** A page of the people that the filters let through. */
    Page<PersonView> page(PersonFilters filters, PageQuery query) {
        Violations violations = new Violations();
        var selection = filters.read(violations);
        PageRequest page = query.read(PersonSort.HANDLE, null, violations);
        violations.orElseThrow(ErrorCode.MALFORMED);
        Page<Person> found = pages.fetch("p", "Person p", "p.handle", selection, page);
        return found.map(PersonView::of);
    }

    /** Registers somebody. */
    @Transactional
    public PersonView register(NewPerson command, Actor actor) {
        Violations violations = new Violations();
        check(command, violations);
        violations.orElseThrow(ErrorCode.INVALID);
        Person person = Person.register(command, clock.instant());
        people.persist(person);
        return keep(person, "registered", actor);
    }

    /**
     * Applies a merge patch. What somebody who is switched off owns stays theirs, and counts as without an owner.
     *
     * @throws ProblemException 409 when no active administrator would be left
     */
    @Transactional
    public PersonView amend(String handle, IfMatch expected, MergePatch patch, Actor actor) {
        AccessPolicy.requireSelf(actor, Operation.AMEND_PERSON, handle);
        Person person = people.lock(handle);
        expected.check(person.version());
        PersonView before = PersonView.of(person);
        Optional<NewPerson> amended = amendments.apply(patch, before, KEPT, NewPerson.class);
        if (amended.isEmpty()) {
            return before;
        }
        NewPerson after = amended.get();
        requireOwnMatter(before, after, actor);
        Violations violations = new Violations();
        if (!Objects.equals(after.handle(), handle)) {
            violations.add("/handle", "read_only", "A handle never changes: others refer to it.");
        }
        PeopleRules.checkGiven("/roles", after.roles(), violations);
        PeopleRules.checkGiven("/active", after.active(), violations);
        check(after, violations);
        violations.orElseThrow(ErrorCode.INVALID);

        boolean wasAdmin = person.isActiveAdmin();
        person.describe(after, clock.instant());
        if (wasAdmin && !person.isActiveAdmin()) {
            requireAnotherAdmin(handle);
        }
        return keep(person, change(before.active(), person.isActive()), actor);
    }

    /** The person of a handle, if there is one. */
    public Optional<PersonView> find(String handle) {
        return Handle.isPossible(handle) ? people.findByIdOptional(handle).map(PersonView::of) : Optional.empty();
    }

    /** The person whose e-mail address it is, in any case of letters, if there is one. */
    public Optional<PersonView> findByEmail(String email) {
        return people.withEmail(email).map(PersonView::of);
    }

    /**
     * Gives somebody the roles that another system keeps for them, in place of those that they have. The last active
     * administrator stays one, whatever that system says.
     */
    @Transactional
    public void giveRoles(String handle, Set<Role> roles, Actor actor) {
        Person person = people.lock(handle);
        EnumSet<Role> given = EnumSet.copyOf(roles);
        if (person.isActiveAdmin() && !given.contains(Role.ADMIN)) {
            people.lockAdmins();
            if (!people.isThereAnotherAdmin(handle)) {
                LOG.warnf("%s stays an administrator, being the last one", handle);
                given.add(Role.ADMIN);
            }
        }
        if (!given.equals(Set.copyOf(person.roles()))) {
            person.give(List.copyOf(given), clock.instant());
            keep(person, "edited", actor);
        }
    }

    /** What the history calls a change of something that can be switched off. */
    static String change(boolean wasActive, boolean isActive) {
        if (wasActive == isActive) {
            return "edited";
        }
        return isActive ? "switched_on" : "switched_off";
    }

    private void check(NewPerson command, Violations violations) {
        rules.check(command, violations);
        PeopleRules.checkTimeZone(command.timeZone(), violations);
        PeopleRules.checkDistinct("/roles", Objects.requireNonNullElse(command.roles(), List.<Role>of()), violations);
    }

    /** Roles, activity and the address where one-time links go are not one's own to change. */
    private static void requireOwnMatter(PersonView before, NewPerson after, Actor actor) {
        boolean ownMatter = Objects.equals(after.roles(), before.roles())
                && Objects.equals(after.active(), before.active())
                && Objects.equals(after.email(), before.email());
        if (!ownMatter && !AccessPolicy.allows(actor, Operation.AMEND_PERSON)) {
            throw ProblemException.of(
                    ErrorCode.FORBIDDEN,
                    "You may change your name and your time zone; roles, e-mail address and activity are changed by an"
                            + " administrator.");
        }
    }

    private void requireAnotherAdmin(String handle) {
        people.lockAdmins();
        if (!people.isThereAnotherAdmin(handle)) {
            throw ProblemException.of(
                    ErrorCode.ILLEGAL_MOVE,
                    "\"" + handle + "\" is the last active administrator. Give another active person the role"
                            + " \"admin\" first.");
        }
    }

    private PersonView keep(Person person, String change, Actor actor) {
        people.flush();
        PersonView view = PersonView.of(person);
        Instant at = person.updatedAt();
        history.record(actor, at, Change.of("person", view.handle(), null, view.version(), change, null, view));
        changes.fire(new StandingChanged());
        return view;
    }
}
