package org.coetracker.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How often incidents recurred, group by group.
 *
 * @param groupBy what the groups are
 * @param asOf the time of the figures, at most five seconds ago
 * @param totals the figures of all, each COE once, whatever page this is
 * @param items one row for each group in which something recurred, in the order of their names
 * @param nextCursor what to ask for the next page with; null on the last
 */
@Schema(name = "RecurrenceReport")
record RecurrenceReport(
        RecurrenceGrouping groupBy,
        @JsonInclude(JsonInclude.Include.NON_NULL) Instant asOf,
        RecurrenceFigures totals,
        List<RecurrenceGroup> items,
        String nextCursor) {

    /** The same figures, whenever they were taken: what decides whether a caller has them already. */
    RecurrenceReport timeless() {
        return new RecurrenceReport(groupBy, null, totals, items, nextCursor);
    }
}
