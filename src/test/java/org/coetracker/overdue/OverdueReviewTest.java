package org.coetracker.overdue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.coetracker.overdue.OverdueReview.Status;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.junit.jupiter.api.Test;

class OverdueReviewTest {
    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(3600);
    private static final Decision DECISION = new Decision.ReDate(LocalDate.of(2026, 4, 1), "the vendor is late");

    private final OverdueReview review = new OverdueReview();

    @Test
    void a_review_begins_pending() {
        assertThat(review.status()).isEqualTo(Status.PENDING);
    }

    @Test
    void a_decision_is_kept_as_it_was_given() {
        review.decide(DECISION, "ana", NOW);

        assertThat(review.status()).isEqualTo(Status.DECIDED);
        assertThat(review.decision())
                .isEqualTo("{\"decision\":\"re_date\",\"dueOn\":\"2026-04-01\",\"reason\":\"the vendor is late\"}");
        assertThat(review.decidedBy()).isEqualTo("ana");
        assertThat(review.decidedAt()).isEqualTo(NOW);
        assertThat(review.resolvedAt()).isNull();
    }

    @Test
    void a_resolved_review_says_why() {
        review.resolve("completed", NOW);

        assertThat(review.status()).isEqualTo(Status.RESOLVED);
        assertThat(review.resolution()).isEqualTo("completed");
        assertThat(review.resolvedAt()).isEqualTo(NOW);
        assertThat(review.decidedAt()).isNull();
    }

    @Test
    void what_has_ended_cannot_be_decided_resolved_or_followed() {
        OverdueReview decided = new OverdueReview();
        decided.decide(DECISION, "ana", NOW);
        OverdueReview resolved = new OverdueReview();
        resolved.resolve("refused", NOW);

        for (OverdueReview ended : new OverdueReview[] {decided, resolved}) {
            Map<String, Runnable> refused = Map.of(
                    "decide", () -> ended.decide(DECISION, "lee", LATER),
                    "resolve", () -> ended.resolve("completed", LATER),
                    "follow", () -> ended.follow("storage", "lee", LATER));
            refused.forEach((move, attempt) -> assertThatThrownBy(attempt::run)
                    .as(move)
                    .isInstanceOfSatisfying(ProblemException.class, problem -> {
                        assertThat(problem.code()).isEqualTo(ErrorCode.ILLEGAL_MOVE);
                        assertThat(problem.getMessage())
                                .contains(ended.status().name().toLowerCase(java.util.Locale.ROOT));
                    }));
        }
    }

    @Test
    void a_pending_review_follows_its_action_and_says_whether_that_is_news() {
        assertThat(review.follow("storage", "ana", NOW)).isTrue();
        assertThat(review.follow("storage", "ana", LATER)).isFalse();
        assertThat(review.follow("network", "ana", LATER)).isTrue();
        assertThat(review.team()).isEqualTo("network");
    }

    @Test
    void a_reopened_review_is_as_if_nobody_had_been_asked() {
        review.decide(DECISION, "ana", NOW);

        review.reopen("network", "lee", LATER);

        assertThat(review.status()).isEqualTo(Status.PENDING);
        assertThat(review.flaggedAt()).isEqualTo(LATER);
        assertThat(review.decision()).isNull();
        assertThat(review.decidedBy()).isNull();
        assertThat(review.decidedAt()).isNull();
        assertThat(review.team()).isEqualTo("network");
        assertThat(review.owner()).isEqualTo("lee");
    }

    @Test
    void a_pending_review_is_not_reopened() {
        assertThatIllegalStateException().isThrownBy(() -> review.reopen("storage", "ana", NOW));
    }
}
