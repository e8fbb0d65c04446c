package org.coetracker.review;

import java.time.Instant;
import java.util.List;
import org.coetracker.coe.ReviewState;
import org.coetracker.history.HistoryEntry.MemberChange;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One round of a review, from a submission to its end.
 *
 * @param round which one, counted from 1
 * @param submittedBy who submitted the COE
 * @param submittedAt when
 * @param submittedVersion the version that was submitted
 * @param outcome how it ended; null while it goes on
 * @param endedBy who ended it
 * @param endedAt when
 * @param endedVersion the version since then
 * @param required who had to approve, and who had; those who have to while it goes on
 * @param said what was said, in the order of time
 * @param changes what changed since the round before ended, in this one included; of the first, since its submission
 */
@Schema(name = "ReviewRound")
record RoundView(
        int round,
        String submittedBy,
        Instant submittedAt,
        int submittedVersion,
        ReviewState.Outcome outcome,
        String endedBy,
        Instant endedAt,
        Integer endedVersion,
        List<ReviewState.Required> required,
        List<Verdict> said,
        List<QuestionChange> changes) {

    RoundView with(List<QuestionChange> otherChanges) {
        return new RoundView(
                round,
                submittedBy,
                submittedAt,
                submittedVersion,
                outcome,
                endedBy,
                endedAt,
                endedVersion,
                required,
                said,
                otherChanges);
    }

    /**
     * What somebody said.
     *
     * @param person who
     * @param verdict what
     * @param comment in their words; null when they used none
     * @param at when
     * @param version of which version of the COE
     * @param outdatedAt when it was found that the COE had changed in substance since; null while the approval counts
     */
    @Schema(name = "ReviewVerdict")
    record Verdict(
            String person, ReviewState.Outcome verdict, String comment, Instant at, int version, Instant outdatedAt) {}

    /**
     * What changed of one member of the record.
     *
     * @param member a question, or another member of the record
     * @param changes each place that changed, before and after
     */
    @Schema(name = "QuestionChange")
    record QuestionChange(String member, List<MemberChange> changes) {}
}
