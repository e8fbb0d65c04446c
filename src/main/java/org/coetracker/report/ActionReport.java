package org.coetracker.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How actions stand, group by group.
 *
 * @param groupBy what the groups are
 * @param asOf the time of the figures, at most five seconds ago
 * @param totals the figures of all actions, whatever page this is
 * @param items one row for each group that has an action, in the order of their names
 * @param nextCursor what to ask for the next page with; null on the last
 */
@Schema(name = "ActionReport")
record ActionReport(
        Grouping groupBy,
        @JsonInclude(JsonInclude.Include.NON_NULL) Instant asOf,
        ActionFigures totals,
        List<ActionGroup> items,
        String nextCursor) {

    /** The same figures, whenever they were taken: what decides whether a caller has them already. */
    ActionReport timeless() {
        return new ActionReport(groupBy, null, totals, items, nextCursor);
    }
}
