package org.coetracker.work;

import jakarta.ws.rs.QueryParam;
import org.coetracker.shared.page.Parameters;
import org.coetracker.shared.page.PlainPageQuery;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The paging parameters of what somebody owes, which has one order. */
public class WorkQuery extends PlainPageQuery {
    @Parameter(
            description = "Whether to count all items (`total`); costs a query more.",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @QueryParam("count")
    String count;

    /** Whether to count all items; what is wrong is noted. */
    boolean readCount(Violations violations) {
        return Boolean.TRUE.equals(Parameters.flag("count", count, violations));
    }
}
