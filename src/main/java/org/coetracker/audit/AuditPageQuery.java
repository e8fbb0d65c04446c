package org.coetracker.audit;

import jakarta.ws.rs.QueryParam;
import org.coetracker.shared.page.PlainPageQuery;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The paging parameters of the audit trail, whose pages are small: an event may hold a record of a MiB twice. */
public class AuditPageQuery {
    private static final int MAX_LIMIT = 50;

    @Parameter(
            description =
                    "How many events a page has at most; fewer than elsewhere, for each may hold a whole record as"
                            + " it was before and after.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "50", defaultValue = "25"))
    @QueryParam("limit")
    String limit;

    @Parameter(description = "The `nextCursor` of the page before; keep all other parameters as they were.")
    @QueryParam("cursor")
    String cursor;

    /** Where the page before ended; null for the first. */
    String cursor() {
        return cursor;
    }

    /** How many events a page has at most; what is wrong is noted. */
    int readLimit(Violations violations) {
        return PlainPageQuery.readLimit(limit, MAX_LIMIT, violations);
    }
}
