package org.coetracker.coe;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.coetracker.action.NewAction;
import org.coetracker.coe.answer.CriticalImplications;
import org.coetracker.coe.answer.Impact;
import org.coetracker.coe.answer.Lessons;
import org.coetracker.coe.answer.RelatedItem;
import org.coetracker.coe.answer.RootCause;
import org.coetracker.coe.answer.SupportingData;
import org.coetracker.coe.answer.WhatHappened;
import org.coetracker.policy.Severity;
import org.coetracker.shared.json.Command;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A COE to file, or as it shall be after a patch; {@code title}, {@code severity} and {@code team} are enough to start.
 *
 * @param kind what it is about; {@code incident} when left out
 * @param severity how bad it was
 * @param confidentiality who may see it; {@code internal} when left out
 * @param title what happened, in a line
 * @param summary stands alone as an e-mail; usually written last
 * @param team whose it is
 * @param owner who writes it; who files it, when left out
 * @param reviewers who are asked to review it
 * @param reviewTeams which teams are asked to review it: one of each, member or manager
 * @param visibleTo who may see it beside those who may anyway, when it is restricted
 * @param services what was affected
 * @param regions where
 * @param tags words to find it by
 * @param incident the key times
 * @param whatHappened first question
 * @param impact second question
 * @param rootCause third question
 * @param supportingData fourth question
 * @param criticalImplications fifth question
 * @param lessons sixth question
 * @param correctiveActions seventh question: what will be changed
 * @param relatedItems what earlier COEs and actions have to do with it
 * @param template name of the template that it begins with; the most fitting one when left out
 */
@Schema(name = "NewCoe")
public record NewCoe(
        @Schema(defaultValue = "incident") Kind kind,
        @NotNull Severity severity,
        @Schema(defaultValue = "internal") Confidentiality confidentiality,
        @NotBlank @Size(max = 200) String title,
        @Size(max = 20_000) String summary,
        @NotBlank @Size(max = 63) String team,
        @Size(max = 63) String owner,
        @Size(max = 50) List<@NotBlank @Size(max = 63) String> reviewers,
        @Size(max = 20) List<@NotBlank @Size(max = 63) String> reviewTeams,
        @Size(max = 100) List<@NotBlank @Size(max = 63) String> visibleTo,
        @Size(max = 100) List<@NotBlank @Size(max = 200) String> services,
        @Size(max = 100) List<@NotBlank @Size(max = 200) String> regions,
        @Size(max = 100) List<@NotBlank @Size(max = 100) String> tags,
        @Valid IncidentTimes incident,
        @Valid WhatHappened whatHappened,
        @Valid Impact impact,
        @Valid RootCause rootCause,
        @Valid SupportingData supportingData,
        @Valid CriticalImplications criticalImplications,
        @Valid Lessons lessons,
        @Size(max = NewCoe.MOST_ACTIONS) List<@NotNull @Valid NewAction> correctiveActions,
        @Size(max = 100) List<@NotNull @Valid RelatedItem> relatedItems,
        @Size(max = 63) String template)
        implements Command {
    /** So many actions may a COE have. */
    static final int MOST_ACTIONS = 200;

    /** Fills in what was left out. */
    public NewCoe {
        kind = kind == null ? Kind.INCIDENT : kind;
        confidentiality = confidentiality == null ? Confidentiality.INTERNAL : confidentiality;
        reviewers = reviewers == null ? List.of() : reviewers;
        reviewTeams = reviewTeams == null ? List.of() : reviewTeams;
        visibleTo = visibleTo == null ? List.of() : visibleTo;
        services = services == null ? List.of() : services;
        regions = regions == null ? List.of() : regions;
        tags = tags == null ? List.of() : tags;
        incident = incident == null ? IncidentTimes.UNKNOWN : incident;
        whatHappened = whatHappened == null ? WhatHappened.EMPTY : whatHappened;
        impact = impact == null ? Impact.EMPTY : impact;
        rootCause = rootCause == null ? RootCause.EMPTY : rootCause;
        supportingData = supportingData == null ? SupportingData.EMPTY : supportingData;
        criticalImplications = criticalImplications == null ? CriticalImplications.EMPTY : criticalImplications;
        lessons = lessons == null ? Lessons.EMPTY : lessons;
        correctiveActions = correctiveActions == null ? List.of() : correctiveActions;
        relatedItems = relatedItems == null ? List.of() : relatedItems;
    }

    /** Whether not everybody may see it. What is confirmed to be exposed is their business alone who deal with it. */
    boolean restricts() {
        return confidentiality == Confidentiality.RESTRICTED
                || criticalImplications.securityExposure() == CriticalImplications.SecurityExposure.CONFIRMED;
    }

    /** The same with another template. */
    NewCoe with(String otherTemplate) {
        return with(otherTemplate, services, regions, tags);
    }

    /** The same begun with a template, which says what the author does not. */
    NewCoe begunWith(TemplateChoice.Chosen chosen) {
        return with(
                chosen.name(),
                services.isEmpty() ? chosen.services() : services,
                regions.isEmpty() ? chosen.regions() : regions,
                tags.isEmpty() ? chosen.tags() : tags);
    }

    private NewCoe with(
            String otherTemplate, List<String> otherServices, List<String> otherRegions, List<String> otherTags) {
        return new NewCoe(
                kind,
                severity,
                confidentiality,
                title,
                summary,
                team,
                owner,
                reviewers,
                reviewTeams,
                visibleTo,
                otherServices,
                otherRegions,
                otherTags,
                incident,
                whatHappened,
                impact,
                rootCause,
                supportingData,
                criticalImplications,
                lessons,
                correctiveActions,
                relatedItems,
                otherTemplate);
    }
}
