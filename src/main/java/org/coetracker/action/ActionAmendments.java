package org.coetracker.action;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.coetracker.access.AccessPolicy;
import org.coetracker.access.Actor;
import org.coetracker.access.Operation;
import org.coetracker.event.Events;
import org.coetracker.people.Directory;
import org.coetracker.people.Team;
import org.coetracker.policy.Policies;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.Amendments;
import org.coetracker.shared.json.MergePatch;
import org.coetracker.shared.json.Reason;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;

/** Changes what an action says. Its state has moves of its own; a promised due date changes with a reason only. */
@ApplicationScoped
public class ActionAmendments {
    private static final Set<String> KEPT = Set.of(
            "id",
            "ref",
            "coe",
            "state",
            "dueRule",
            "verifyBy",
            "dueDateChanges",
            "reDateCount",
            "overdue",
            "daysOverdue",
            "flaggedAt",
            "completion",
            "refusal",
            "version",
            "createdAt",
            "updatedAt",
            "verification/outcome",
            "verification/evidence",
            "verification/verifiedAt");

    private final Actions actions;
    private final Transitions transitions;
    private final NewDates dates;
    private final Parents parents;
    private final Directory directory;
    private final Policies policies;
    private final Events events;
    private final Amendments amendments;
    private final Rules rules;
    private final Clock clock;

    ActionAmendments(
            Actions actions,
            Transitions transitions,
            NewDates dates,
            Parents parents,
            Directory directory,
            Policies policies,
            Events events,
            Amendments amendments,
            Rules rules,
            Clock clock) {
        this.actions = actions;
        this.transitions = transitions;
        this.dates = dates;
        this.parents = parents;
        this.directory = directory;
        this.policies = policies;
        this.events = events;
        this.amendments = amendments;
        this.rules = rules;
        this.clock = clock;
    }

    /** Applies a merge patch, which may carry a {@code reason}. */
    @Transactional
    public ActionView amend(ActionRef ref, IfMatch expected, MergePatch patch, Actor actor) {
        // The COE's row is locked before its actions', as everywhere.
        Parents.Held coe = parents.hold(actions.coeOf(ref, actor));
        Action action = transitions.lock(ref, Operation.AMEND_ACTION, actor);
        expected.check(action.version());
        action.requireNotWithdrawn();
        Instant now = clock.instant();
        Optional<String> reason = Reason.take(patch);
        ActionView before = ActionView.of(action, now);
        Optional<NewAction> amended = amendments.apply(patch, before, KEPT, NewAction.class);
        if (amended.isEmpty()) {
            return before;
        }
        NewAction after = amended.get();
        if (!Objects.equals(after.team(), before.team())) {
            AccessPolicy.requireTeam(actor, after.team());
            if (action.isOwed()) {
                AccessPolicy.require(actor, Operation.HAND_OVER_ACTION, action.involved());
            }
        }
        // Else the owner of what is done would give it away, and check their own work.
        if (action.state() == ActionState.DONE && !Objects.equals(after.owner(), before.owner())) {
            AccessPolicy.require(actor, Operation.HAND_OVER_ACTION, action.involved());
        }
        boolean newDate = !Objects.equals(after.dueOn(), action.dueOn());
        boolean newObservation = !Objects.equals(observeUntil(after), observeUntil(before));
        if (newObservation) {
            action.requireMayObserveAnew(now);
            if (action.isPutOffBy(observeUntil(after), policies.verification())) {
                dates.requireMayPutOffCheck(action, actor);
            }
        }
        Violations violations = new Violations();
        rules.check(after, violations);
        check(action, before, after, coe.causes(), violations);
        Transitions.Words words = Transitions.Words.of(action);
        if (coe.agreed() && reason.isEmpty() && !words.equals(words.with(after))) {
            violations.add(
                    "/reason",
                    "required",
                    "The COE is approved, and what is to be done was approved with it: send the reason of the amendment"
                            + " along, as the member \"reason\".");
        }
        if (action.state() == ActionState.VERIFIED) {
            checkVerifiedBy(before, after, violations);
        }
        if (newDate && !action.isPlanned()) {
            dates.requireMayMove(action, actor);
            checkNewDate(action, after, reason, now, violations);
        }
        if (newObservation) {
            checkObservation(action, after, reason, now, violations);
        }
        violations.orElseThrow(ErrorCode.INVALID);

        boolean wasFlagged = action.flaggedAt() != null;
        Team team = after.team() == null || after.team().equals(before.team())
                ? directory.team(before.team())
                : directory.team(after.team());
        action.describe(after, team, now);
        if (newObservation) {
            action.planCheckAnew(policies.verification());
        }
        if (newDate && action.isPlanned()) {
            action.plan(after.dueOn());
        } else if (newDate) {
            action.reDate(after.dueOn(), reason.orElseThrow(), actor.handle(), now);
        }
        String change = newDate && !action.isPlanned() ? "re_dated" : "edited";
        boolean handedOver = action.isOwed() && !Objects.equals(after.owner(), before.owner());
        if (handedOver) {
            // Before that its date has moved: whoever is given it hears of that first.
            events.add(actor, now, ActionEvents.handedOver(action));
        }
        ActionView amendedView = transitions.keep(action, wasFlagged, change, reason.orElse(null), actor, now);
        ActionEvents.newVerifier(action, verifier(before), now).ifPresent(event -> events.add(actor, now, event));
        transitions.tellIfReworded(words, action, reason.orElse(null), actor, now);
        return amendedView;
    }

    /** What is left as it was is not held against the change: an owner who has left does not forbid a new title. */
    private void check(
            Action action, ActionView before, NewAction after, Set<String> knownCauses, Violations violations) {
        if (after.team() == null) {
            violations.add("/team", "required", "An action belongs to a team.");
        }
        if (action.isOwed() && after.owner() == null) {
            violations.add("/owner", "required", "An action that somebody owes needs an owner.");
        }
        if (!after.causes().equals(before.causes())) {
            ActionRules.checkCauses("", after, knownCauses, violations);
        }
        String verifier =
                after.verification() == null ? null : after.verification().verifier();
        String verifierBefore = verifier(before);
        boolean newVerifier = !Objects.equals(verifier, verifierBefore);
        if (isToBeMade(before, after)) {
            ActionRules.checkVerifier("", after, violations);
        }
        if (newVerifier && action.state() == ActionState.VERIFIED) {
            violations.add("/verification/verifier", "read_only", "Who verified the action is kept as it was.");
        }
        List<String> people = new ArrayList<>();
        people.add(Objects.equals(after.owner(), before.owner()) ? null : after.owner());
        people.add(newVerifier ? verifier : null);
        boolean newTeam = !Objects.equals(after.team(), before.team());
        if (newTeam || people.stream().anyMatch(Objects::nonNull)) {
            Directory.Found found =
                    directory.find(people, newTeam && after.team() != null ? List.of(after.team()) : List.of());
            found.person("/owner", people.get(0), violations);
            found.person("/verification/verifier", people.get(1), violations);
            found.team("/team", newTeam ? after.team() : null, violations);
        }
    }

    /** Whether the check is another one than before, or has another owner's work to judge. One that failed is judged. */
    private static boolean isToBeMade(ActionView before, NewAction after) {
        Verification check = before.verification();
        if (check == null) {
            return after.verification() != null;
        }
        boolean failed = check.outcome() == Verification.Outcome.DID_NOT_WORK;
        return !check.isPlannedAs(Verification.planned(after.verification()))
                || !failed && !Objects.equals(after.owner(), before.owner());
    }

    /** Once an action is done, to watch it for longer puts its check off: that needs a reason too. */
    private void checkObservation(
            Action action, NewAction after, Optional<String> reason, Instant now, Violations violations) {
        dates.checkNotTooFar(action, "/verification/observeUntil", observeUntil(after), now, violations);
        if (action.state() == ActionState.DONE && reason.isEmpty()) {
            violations.add(
                    "/reason",
                    "required",
                    "It moves the day of the check: send the reason along, as the member \"reason\".");
        }
    }

    /** What was shown stays what was to be shown. */
    private static void checkVerifiedBy(ActionView before, NewAction after, Violations violations) {
        String criterion =
                after.verification() == null ? null : after.verification().criterion();
        if (!Objects.equals(criterion, before.verification().criterion())) {
            violations.add(
                    "/verification/criterion", "read_only", "What the action was verified by is kept as it was.");
        }
        if (!Objects.equals(observeUntil(after), observeUntil(before))) {
            violations.add(
                    "/verification/observeUntil", "read_only", "For how long it was observed is kept as it was.");
        }
    }

    private static String verifier(ActionView action) {
        return action.verification() == null ? null : action.verification().verifier();
    }

    private static LocalDate observeUntil(NewAction action) {
        return action.verification() == null ? null : action.verification().observeUntil();
    }

    private static LocalDate observeUntil(ActionView action) {
        return action.verification() == null ? null : action.verification().observeUntil();
    }

    private void checkNewDate(
            Action action, NewAction after, Optional<String> reason, Instant now, Violations violations) {
        if (!ActionState.OWED.contains(action.state())) {
            violations.add("/dueOn", "not_in_this_state", "The action is not owed, so its due date stays as it is.");
            return;
        }
        if (after.dueOn() == null) {
            violations.add("/dueOn", "required", "An action that somebody owes needs a due date.");
        }
        if (reason.isEmpty()) {
            violations.add(
                    "/reason", "required", "The date was promised: send the reason along, as the member \"reason\".");
        }
        dates.check(action, after.dueOn(), now, violations);
    }
}
