package org.coetracker.deadline;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import org.coetracker.access.Actor;
import org.coetracker.access.Visibility;
import org.coetracker.shared.page.Page;
import org.coetracker.shared.page.PageQuery;
import org.coetracker.shared.page.PageRequest;
import org.coetracker.shared.page.Pages;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.page.SortKey;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;

/** Late COEs, to read. */
@ApplicationScoped
class LateCoeList {
    private final Pages pages;

    LateCoeList(Pages pages) {
        this.pages = pages;
    }

    /** A page of the late COEs that the filters let through; what is late longest comes first unless asked otherwise. */
    Page<LateCoeView> page(LateCoeFilters filters, PageQuery query, Actor actor) {
        Violations violations = new Violations();
        Selection selection = filters.read(violations);
        PageRequest page = query.read(Sort.FLAGGED_AT, null, violations);
        violations.orElseThrow(ErrorCode.MALFORMED);
        Visibility visibility = Visibility.of(actor);
        visibility.limit(selection, visibility.ofCoes("c"));
        Page<LateCoe> found = pages.fetch("l", "LateCoe l join fetch l.coe c", "l.id", selection, page);
        return found.map(LateCoe::view);
    }

    /** What lists of late COEs may be sorted by. */
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
            return "l." + attribute;
        }

        @Override
        public Class<?> type() {
            return type;
        }
    }
}
