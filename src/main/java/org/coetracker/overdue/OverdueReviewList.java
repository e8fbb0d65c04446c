package org.coetracker.overdue;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.access.Visibility;
import org.coetracker.shared.Ids;
import org.coetracker.shared.page.Page;
import org.coetracker.shared.page.PageQuery;
import org.coetracker.shared.page.PageRequest;
import org.coetracker.shared.page.Pages;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.page.SortKey;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;

/** Overdue reviews, to read. */
@ApplicationScoped
class OverdueReviewList {
    private final Pages pages;
    private final OverdueReviews reviews;

    OverdueReviewList(Pages pages, OverdueReviews reviews) {
        this.pages = pages;
        this.reviews = reviews;
    }

    /** A page of the reviews that the filters let through; what waits longest comes first unless asked otherwise. */
    Page<OverdueReviewView> page(OverdueReviewFilters filters, PageQuery query, Actor actor) {
        Violations violations = new Violations();
        Selection selection = filters.read(violations);
        PageRequest page = query.read(Sort.FLAGGED_AT, null, violations);
        violations.orElseThrow(ErrorCode.MALFORMED);
        Visibility visibility = Visibility.of(actor);
        visibility.limit(selection, visibility.ofActions("a"));
        Page<OverdueReview> found = pages.fetch("r", "OverdueReview r join fetch r.action a", "r.id", selection, page);
        return found.map(OverdueReviewView::of);
    }

    /** One review. */
    OverdueReviewView read(UUID id, Actor actor) {
        return OverdueReviewView.of(reviews.get(id, actor));
    }

    /** The id that a caller named. */
    static UUID id(String text) {
        return Ids.parse(text).orElseThrow(() -> OverdueReviews.noReview(text));
    }

    /** What lists of overdue reviews may be sorted by. */
    private enum Sort implements SortKey {
        FLAGGED_AT("flaggedAt", Instant.class),
        DUE_ON("dueOn", LocalDate.class);

        private final String attribute;
        private final Class<?> type;

        Sort(String attribute, Class<?> type) {
            this.attribute = attribute;
            this.type = type;
        }

        @Override
        public String parameter() {
            return attribute;
        }

        @Override
        public String expression() {
            return "r." + attribute;
        }

        @Override
        public Class<?> type() {
            return type;
        }
    }
}
