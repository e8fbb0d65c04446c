package org.coetracker.coe;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coetracker.action.ActionView;
import org.coetracker.coe.answer.CriticalImplications;
import org.coetracker.coe.answer.Impact;
import org.coetracker.coe.answer.Lessons;
import org.coetracker.coe.answer.RelatedItem;
import org.coetracker.coe.answer.RootCause;
import org.coetracker.coe.answer.SupportingData;
import org.coetracker.coe.answer.WhatHappened;
import org.coetracker.policy.Severity;
import org.coetracker.shared.http.Tagged;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A COE as it is shown: what {@link NewCoe} says, and what the service keeps.
 *
 * @param id a UUIDv7
 * @param ref {@code COE-42}
 * @param version rises with each change of the record; its actions have versions of their own
 * @param status where it stands
 * @param review who is asked to approve it and who has
 * @param createdBy who filed it
 * @param createdAt when it was filed
 * @param updatedAt when it was last changed
 * @param submittedAt when it was last submitted
 * @param approvedAt when it was last approved
 * @param closedAt when it was closed; null while it is not
 */
@Schema(name = "Coe")
public record CoeView(
        UUID id,
        String ref,
        int version,
        Status status,
        Kind kind,
        Severity severity,
        Confidentiality confidentiality,
        String title,
        String summary,
        String team,
        String owner,
        List<String> reviewers,
        List<String> reviewTeams,
        List<String> visibleTo,
        List<String> services,
        List<String> regions,
        List<String> tags,
        IncidentTimes incident,

        @JsonRawValue @Schema(implementation = WhatHappened.class)
        String whatHappened,

        @JsonRawValue @Schema(implementation = Impact.class) String impact,

        @JsonRawValue @Schema(implementation = RootCause.class)
        String rootCause,

        @JsonRawValue @Schema(implementation = SupportingData.class)
        String supportingData,

        @JsonRawValue @Schema(implementation = CriticalImplications.class)
        String criticalImplications,

        @JsonRawValue @Schema(implementation = Lessons.class)
        String lessons,
        // Null in the snapshots of the history, where each action has its own.
        @JsonInclude(JsonInclude.Include.NON_NULL) List<ActionView> correctiveActions,

        @JsonRawValue @Schema(implementation = RelatedItem[].class)
        String relatedItems,

        // Null in the snapshots of the history, and before the first submission.
        @JsonInclude(JsonInclude.Include.NON_NULL) ReviewState review,
        String template,

        String createdBy,
        Instant createdAt,
        Instant updatedAt,
        Instant submittedAt,
        Instant approvedAt,
        Instant closedAt)
        implements Tagged {

    @Override
    public String meaning() {
        return review == null ? null : review.substance();
    }

    /** Without its review. */
    static CoeView of(Coe coe, List<ActionView> actions) {
        return of(coe, actions, null);
    }

    static CoeView of(Coe coe, List<ActionView> actions, ReviewState review) {
        AnswerTexts answers = coe.answers();
        return new CoeView(
                coe.id(),
                coe.ref(),
                coe.version(),
                coe.status(),
                coe.kind(),
                coe.severity(),
                coe.confidentiality(),
                coe.title(),
                coe.summary(),
                coe.team(),
                coe.owner(),
                coe.reviewers(),
                coe.reviewTeams(),
                coe.visibleTo(),
                coe.services(),
                coe.regions(),
                coe.tags(),
                coe.incident(),
                answers.whatHappened(),
                answers.impact(),
                answers.rootCause(),
                answers.supportingData(),
                answers.criticalImplications(),
                answers.lessons(),
                actions,
                answers.relatedItems(),
                review,
                coe.template(),
                coe.createdBy(),
                coe.createdAt(),
                coe.updatedAt(),
                coe.submittedAt(),
                coe.approvedAt(),
                coe.closedAt());
    }
}
