package org.coetracker.action;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.coetracker.access.Actor;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/** What has to be true of an action beyond the shape of its members. */
final class ActionRules {
    private ActionRules() {}

    /** The rules for filing an action in the state that it is in already. */
    static void checkFiled(String at, NewAction action, Instant now, Violations violations) {
        if (action.state() == ActionState.VERIFIED) {
            violations.add(
                    at + "/state",
                    "not_filed_verified",
                    "An action is verified by its own move; file it as done and verify it.");
        }
        if (ActionState.OWED.contains(action.state()) && action.owner() == null) {
            violations.add(at + "/owner", "required", "An action that somebody owes needs an owner.");
        }
        if (action.state() == ActionState.REFUSED && action.refusal() == null) {
            violations.add(at + "/refusal", "required", "A refused action needs reason, approver and lookAgainOn.");
        }
        if (action.state() != ActionState.REFUSED && action.refusal() != null) {
            violations.add(at + "/refusal", "not_in_this_state", "Only a refused action has a refusal.");
        }
        if (action.state() != ActionState.DONE && action.completion() != null) {
            violations.add(at + "/completion", "not_in_this_state", "Only a done action has a completion.");
        }
        if (action.completion() != null
                && action.completion().completedAt() != null
                && action.completion().completedAt().isAfter(now)) {
            violations.add(at + "/completion/completedAt", "in_the_future", "What is done was done in the past.");
        }
        if (action.refusal() != null) {
            checkApprover(at + "/refusal", action.refusal().approver(), action.owner(), violations);
        }
        checkVerifier(at, action, violations);
    }

    /** The rules that hold in every state. */
    static void checkVerifier(String at, NewAction action, Violations violations) {
        if (action.verification() != null
                && action.owner() != null
                && action.owner().equals(action.verification().verifier())) {
            violations.add(
                    at + "/verification/verifier", "is_the_owner", "The owner does not verify their own action.");
        }
    }

    /** Who is to verify an action does not become its owner. */
    static void checkNewOwner(Action action, String owner, Violations violations) {
        Verification plan = action.check().verification();
        if (owner != null && plan != null && plan.outcome() == null && owner.equals(plan.verifier())) {
            violations.add(
                    "/owner", "is_the_verifier", "This person is to verify the action; name another verifier first.");
        }
    }

    /**
     * Who takes the risk of leaving something undone is not who was to do it, whoever is named as approver.
     *
     * @throws ProblemException 403 for the owner
     */
    static void requireNotOwner(Action action, Actor actor) {
        if (actor.handle().equals(action.owner())) {
            throw ProblemException.of(
                    ErrorCode.FORBIDDEN, "The risk of an action is not for its owner to accept; ask another manager.");
        }
    }

    static void checkApprover(String at, String approver, String owner, Violations violations) {
        if (approver != null && approver.equals(owner)) {
            violations.add(at + "/approver", "is_the_owner", "Who takes a risk is not the owner of the action.");
        }
    }

    /** Each cause that an action names has to be in its COE. */
    static void checkCauses(String at, NewAction action, Set<String> causes, Violations violations) {
        Violations.each(at + "/causes", action.causes(), (place, cause) -> {
            if (!causes.contains(cause)) {
                violations.add(place, "unresolved_pointer", "The COE has no cause with the id \"" + cause + "\".");
            }
        });
    }

    /** A new date lies in the future. */
    static void checkFuture(String pointer, LocalDate day, LocalDate today, Violations violations) {
        if (day != null && !day.isAfter(today)) {
            violations.add(
                    pointer,
                    "not_in_the_future",
                    "A new date lies in the future; for the team it is " + today + " now.");
        }
    }

    /** A new date lies no further ahead than the policy lets it. */
    static void checkNotTooFar(String pointer, LocalDate day, LocalDate today, int longestDays, Violations violations) {
        if (day != null && day.isAfter(today.plusDays(longestDays))) {
            violations.add(
                    pointer,
                    "too_far",
                    "A new date lies at most " + longestDays + " days ahead (the policy due-dates says so): "
                            + today.plusDays(longestDays) + " or sooner.");
        }
    }
}
