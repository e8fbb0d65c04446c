package org.coetracker.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.coetracker.access.Actor;
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

/** Sets teams up, changes them and switches them off; keeps the escalation ladder free of loops and of gaps. */
@ApplicationScoped
public class TeamService {
    private static final Logger LOG = Logger.getLogger(TeamService.class);

    private static final Set<String> KEPT = Set.of("version", "createdAt", "updatedAt");

    private final Teams teams;
    private final Directory directory;
    private final Pages pages;
    private final Amendments amendments;
    private final Rules rules;
    private final History history;
    private final Clock clock;
    private final Event<StandingChanged> changes;

    TeamService(
            Teams teams,
            Directory directory,
            Pages pages,
            Amendments amendments,
            Rules rules,
            History history,
            Clock clock,
            Event<StandingChanged> changes) {
        this.teams = teams;
        this.directory = directory;
        this.pages = pages;
        this.amendments = amendments;
        this.rules = rules;
        this.history = history;
        this.clock = clock;
        this.changes = changes;
    }

    /** One team. */
    TeamView read(String handle) {
        return TeamView.of(teams.get(handle));
    }

    /** A page of the teams that the filters let through. */
    Page<TeamView> page(TeamFilters filters, PageQuery query) {
        Violations violations = new Violations();
        var selection = filters.read(violations);
        PageRequest page = query.read(TeamSort.HANDLE, null, violations);
        violations.orElseThrow(ErrorCode.MALFORMED);
        Page<Team> found = pages.fetch("t", "Team t", "t.handle", selection, page);
        return found.map(TeamView::of);
    }

    /** Sets a team up. */
    @Transactional
    public TeamView setUp(NewTeam command, Actor actor) {
        Violations violations = new Violations();
        check(command, violations);
        if (command.parent() != null) {
            // So that the parent is not switched off meanwhile.
            teams.lockLadder();
        }
        checkNames(command, Set.of(), command.parent(), violations);
        violations.orElseThrow(ErrorCode.INVALID);
        Team team = Team.setUp(command, clock.instant());
        teams.persist(team);
        return keep(team, "set_up", actor);
    }

    /**
     * Applies a merge patch.
     *
     * <p>A team that still owes actions may be switched off: teams end by decree, whether their work is done or not,
     * and what it owes is chased as before. One that is the parent of active teams may not, as their overdue actions
     * would escalate to nobody.
     *
     * @throws ProblemException 409 when active teams would be left below a team that is switched off
     */
    @Transactional
    public TeamView amend(String handle, IfMatch expected, MergePatch patch, Actor actor) {
        if (patch.names("parent") || patch.names("active")) {
            teams.lockLadder();
        }
        Team team = teams.lock(handle);
        expected.check(team.version());
        TeamView before = TeamView.of(team);
        Optional<NewTeam> amended = amendments.apply(patch, before, KEPT, NewTeam.class);
        if (amended.isEmpty()) {
            return before;
        }
        NewTeam after = amended.get();
        Violations violations = new Violations();
        if (!Objects.equals(after.handle(), handle)) {
            violations.add("/handle", "read_only", "A handle never changes: others refer to it.");
        }
        PeopleRules.checkGiven("/active", after.active(), violations);
        check(after, violations);
        boolean isActive = Boolean.TRUE.equals(after.active());
        boolean newParent = !Objects.equals(after.parent(), before.parent());
        boolean parentMatters = newParent || isActive && !before.active();
        // What is left as it was is not held against the change: a member who has left does not forbid a new name.
        Set<String> known = new HashSet<>(before.members());
        known.addAll(before.managers());
        checkNames(after, known, parentMatters ? after.parent() : null, violations);
        if (newParent && after.parent() != null) {
            checkLadder(handle, after.parent(), violations);
        }
        violations.orElseThrow(ErrorCode.INVALID);
        if (before.active() && !isActive) {
            requireNoActiveChildren(handle);
        }
        team.describe(after, clock.instant());
        return keep(team, PersonService.change(before.active(), isActive), actor);
    }

    /**
     * Gives somebody the places in teams that another system keeps for them, and takes from them those that it keeps
     * and they do not have. Teams that are not there, or are switched off, are passed over.
     *
     * @param kept all places about which that system has a say
     * @param given those of them that the person has
     */
    @Transactional
    public void givePlaces(String person, Collection<TeamPlace> kept, Collection<TeamPlace> given, Actor actor) {
        Set<String> handles = kept.stream().map(TeamPlace::team).collect(Collectors.toSet());
        Set<String> missing = given.stream().map(TeamPlace::team).collect(Collectors.toSet());
        for (Team team : teams.among(handles)) {
            missing.remove(team.handle());
            List<TeamPlace> places = kept.stream()
                    .filter(place -> place.team().equals(team.handle()))
                    .toList();
            if (places.stream().anyMatch(place -> isDue(team, person, place, given))) {
                place(person, places, given, actor);
            }
        }
        if (!missing.isEmpty()) {
            LOG.warnf("There is no team %s; %s was given no place there", String.join(", ", missing), person);
        }
    }

    private void place(String person, List<TeamPlace> places, Collection<TeamPlace> given, Actor actor) {
        Team team = teams.lockAnew(places.get(0).team());
        boolean changed = false;
        for (TeamPlace place : places) {
            if (isDue(team, person, place, given)) {
                team.place(person, place.manager(), given.contains(place), clock.instant());
                changed = true;
            }
        }
        if (changed) {
            keep(team, "edited", actor);
        }
    }

    private static boolean isDue(Team team, String person, TeamPlace place, Collection<TeamPlace> given) {
        boolean in = given.contains(place);
        return team.has(person, place.manager()) != in && (team.isActive() || !in);
    }

    private void check(NewTeam command, Violations violations) {
        rules.check(command, violations);
        PeopleRules.checkTimeZone(command.timeZone(), violations);
        PeopleRules.checkDistinct("/members", command.members(), violations);
        PeopleRules.checkDistinct("/managers", command.managers(), violations);
    }

    private void checkNames(NewTeam command, Collection<String> known, String parent, Violations violations) {
        List<String> people = new ArrayList<>(command.members());
        people.addAll(command.managers());
        people.removeAll(known);
        if (people.isEmpty() && parent == null) {
            return;
        }
        Directory.Found found = directory.find(people, Arrays.asList(parent));
        known.forEach(handle -> found.people().put(handle, true));
        found.people("/members", command.members(), violations);
        found.people("/managers", command.managers(), violations);
        found.team("/parent", parent, violations);
    }

    private void checkLadder(String handle, String parent, Violations violations) {
        List<String> ladder = teams.ladderFrom(parent);
        if (ladder.contains(handle)) {
            violations.add(
                    "/parent",
                    "loop",
                    "The ladder would lead back to the team itself: " + handle + " → "
                            + String.join(" → ", ladder.subList(0, ladder.indexOf(handle) + 1)) + ".");
        }
    }

    private void requireNoActiveChildren(String handle) {
        List<String> children = teams.activeChildrenOf(handle);
        if (!children.isEmpty()) {
            throw ProblemException.of(
                    ErrorCode.ILLEGAL_MOVE,
                    "\"" + handle + "\" is the parent of active teams (" + String.join(", ", children)
                            + "). Give them another parent, or switch them off, first.");
        }
    }

    private TeamView keep(Team team, String change, Actor actor) {
        teams.flush();
        TeamView view = TeamView.of(team);
        history.record(
                actor, team.updatedAt(), Change.of("team", view.handle(), null, view.version(), change, null, view));
        changes.fire(new StandingChanged());
        return view;
    }
}
