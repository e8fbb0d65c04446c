package org.coetracker.markdown;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.coetracker.action.ActionView;
import org.coetracker.action.Completion;
import org.coetracker.action.NewAction;
import org.coetracker.action.Refusal;
import org.coetracker.action.Verification;
import org.coetracker.coe.AttachedFiles;
import org.coetracker.coe.CoeView;
import org.coetracker.coe.NewCoe;
import org.coetracker.coe.answer.CriticalImplications;
import org.coetracker.coe.answer.Impact;
import org.coetracker.coe.answer.Lessons;
import org.coetracker.coe.answer.RelatedItem;
import org.coetracker.coe.answer.RootCause;
import org.coetracker.coe.answer.SupportingData;
import org.coetracker.coe.answer.SupportingData.Evidence;
import org.coetracker.coe.answer.WhatHappened;
import org.coetracker.shared.json.JsonText;

/**
 * A record as it would be filed, and what the service keeps beside it.
 *
 * @param coe the record
 * @param kept the record as it is shown; null for one that is not filed
 * @param files the files that it names, by their ids
 */
record Filing(NewCoe coe, CoeView kept, Map<String, AttachedFiles.Named> files) {

    /** What would have to be filed to have the same record. */
    static Filing of(CoeView view, Map<String, AttachedFiles.Named> files) {
        List<RelatedItem> related = new ArrayList<>();
        for (JsonNode item : JsonText.parse(view.relatedItems())) {
            related.add(JsonText.read(item.toString(), RelatedItem.class));
        }
        return new Filing(
                new NewCoe(
                        view.kind(),
                        view.severity(),
                        view.confidentiality(),
                        view.title(),
                        view.summary(),
                        view.team(),
                        view.owner(),
                        view.reviewers(),
                        view.reviewTeams(),
                        view.visibleTo(),
                        view.services(),
                        view.regions(),
                        view.tags(),
                        view.incident(),
                        JsonText.read(view.whatHappened(), WhatHappened.class),
                        JsonText.read(view.impact(), Impact.class),
                        JsonText.read(view.rootCause(), RootCause.class),
                        JsonText.read(view.supportingData(), SupportingData.class),
                        JsonText.read(view.criticalImplications(), CriticalImplications.class),
                        JsonText.read(view.lessons(), Lessons.class),
                        view.correctiveActions().stream().map(Filing::action).toList(),
                        related,
                        view.template()),
                view,
                files);
    }

    private static NewAction action(ActionView view) {
        return new NewAction(
                view.title(),
                view.description(),
                view.type(),
                view.priority(),
                view.state(),
                view.team(),
                view.owner(),
                view.dueOn(),
                view.causes(),
                view.tracker(),
                completion(view.completion()),
                plan(view),
                refusal(view.refusal()));
    }

    private static NewAction.FiledCompletion completion(Completion completion) {
        return completion == null
                ? null
                : new NewAction.FiledCompletion(completion.completedAt(), completion.evidence());
    }

    private static NewAction.VerificationPlan plan(ActionView view) {
        Verification check = view.verification();
        return check == null
                ? null
                : new NewAction.VerificationPlan(
                        check.criterion(), check.observeUntil(), isVerifiedByOwner(view) ? null : check.verifier());
    }

    /** Whether who made the check owns the action now, which nobody may plan. */
    static boolean isVerifiedByOwner(ActionView view) {
        Verification check = view.verification();
        return check != null
                && check.outcome() != null
                && check.verifier() != null
                && check.verifier().equals(view.owner());
    }

    private static NewAction.FiledRefusal refusal(Refusal refusal) {
        return refusal == null
                ? null
                : new NewAction.FiledRefusal(refusal.reason(), refusal.approver(), refusal.lookAgainOn());
    }

    /** The file that a piece of evidence names; null when there is none. */
    AttachedFiles.Named file(Evidence item) {
        return item.attachment() == null ? null : files.get(item.attachment());
    }

    /** The action as it is shown; null when it is not filed. */
    ActionView keptAction(int index) {
        return kept == null ? null : kept.correctiveActions().get(index);
    }

    /** An enum's value as people read it. */
    static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** An enum's value as JSON has it. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
