package org.coetracker.notice;

import jakarta.ws.rs.QueryParam;
import org.coetracker.shared.page.Parameters;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of notices. */
public class NoticeFilters {
    @Parameter(
            description = "Only those that were not read yet, or only those that were.",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @QueryParam("unread")
    String unread;

    /** What is to be selected from {@code Notice n}, with everything that is wrong noted. */
    Selection read(Violations violations) {
        Selection selection = new Selection();
        Boolean wanted = Parameters.flag("unread", unread, violations);
        return wanted == null ? selection : selection.where(wanted ? "n.readAt is null" : "n.readAt is not null");
    }
}
