package org.coetracker.action;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.coetracker.access.Actor;
import org.coetracker.event.Event;
import org.coetracker.history.Change;
import org.coetracker.people.Directory;
import org.coetracker.people.Team;
import org.coetracker.policy.DueDate;
import org.coetracker.policy.DueDateTerms;
import org.coetracker.policy.DueDates;
import org.coetracker.policy.Policies;
import org.coetracker.policy.VerificationPolicy;
import org.coetracker.shared.Ids;
import org.coetracker.shared.problem.Violations;

/** Files actions, together with their COE or later. */
@ApplicationScoped
public class ActionFiling {
    private final Actions actions;
    private final Directory directory;
    private final Policies policies;
    private final DueDates dueDates;

    ActionFiling(Actions actions, Directory directory, Policies policies, DueDates dueDates) {
        this.actions = actions;
        this.directory = directory;
        this.policies = policies;
        this.dueDates = dueDates;
    }

    /** The people that an action names. */
    public Stream<String> people(NewAction action) {
        return Stream.of(
                action.owner(),
                action.verification() == null ? null : action.verification().verifier(),
                action.refusal() == null ? null : action.refusal().approver());
    }

    /** Notes what is wrong with an action that is to be filed at a place of the body. */
    public void check(
            String at,
            NewAction action,
            Set<String> causes,
            Directory.Found found,
            Instant now,
            Violations violations) {
        ActionRules.checkFiled(at, action, now, violations);
        ActionRules.checkCauses(at, action, causes, violations);
        found.person(at + "/owner", action.owner(), violations);
        found.team(at + "/team", action.team(), violations);
        if (action.verification() != null) {
            found.person(at + "/verification/verifier", action.verification().verifier(), violations);
        }
        if (action.refusal() != null) {
            found.person(at + "/refusal/approver", action.refusal().approver(), violations);
        }
    }

    /** Files actions that have been checked, numbered on from {@code firstNumber}, and adds what the history keeps and what is told. */
    public List<ActionView> file(
            Action.Parent coe,
            int firstNumber,
            List<NewAction> commands,
            Actor actor,
            Instant now,
            List<Change> changes,
            List<Event> told) {
        if (commands.isEmpty()) {
            return List.of();
        }
        Map<String, Team> teams = directory.teams(
                commands.stream().map(command -> teamOf(command, coe)).toList());
        // Looked up once for all of them, and only when one needs it.
        DueDateTerms terms =
                commands.stream().anyMatch(ActionFiling::isDueByPolicy) ? dueDates.termsFor(teams.keySet()) : null;
        List<Action> filed = new ArrayList<>();
        for (NewAction command : commands) {
            int number = firstNumber + filed.size();
            Team team = teams.get(teamOf(command, coe));
            DueDate derived = isDueByPolicy(command)
                    ? terms.derive(command.priority(), coe.severity(), team.handle(), team.today(now))
                    : null;
            filed.add(Action.file(coe, Ids.next(), number, command, team, derived, actor.handle(), now));
        }
        if (filed.stream().anyMatch(action -> action.state() == ActionState.DONE)) {
            VerificationPolicy policy = policies.verification();
            filed.forEach(action -> action.planCheck(policy));
        }
        actions.fileAll(filed);
        told.addAll(ActionEvents.filed(filed));
        List<ActionView> views = new ArrayList<>();
        for (Action action : filed) {
            ActionView view = ActionView.of(action, now);
            views.add(view);
            changes.add(Change.of("action", view.id(), coe.id(), view.version(), "filed", null, view));
        }
        return views;
    }

    private static boolean isDueByPolicy(NewAction command) {
        return command.dueOn() == null && ActionState.OWED.contains(command.state());
    }

    private static String teamOf(NewAction command, Action.Parent coe) {
        return command.team() == null ? coe.team() : command.team();
    }
}
