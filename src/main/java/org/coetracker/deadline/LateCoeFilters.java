package org.coetracker.deadline;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.coetracker.shared.page.Parameters;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What a list of late COEs may be narrowed by. */
public class LateCoeFilters {
    @Parameter(
            description = "Whether it is late still; repeat for any of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = LateCoe.Status.class))
    @QueryParam("status")
    List<String> status;

    @Parameter(
            description = "The deadline that was missed; repeat for any of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = LateCoe.Deadline.class))
    @QueryParam("deadline")
    List<String> deadline;

    @Parameter(description = "Handle of the COE's team when it became late; repeat for any of several.")
    @QueryParam("team")
    List<String> team;

    @Parameter(description = "Handle of the COE's owner; repeat for any of several.")
    @QueryParam("owner")
    List<String> owner;

    /** What is to be selected from {@code LateCoe l join l.coe c}, with everything that is wrong noted. */
    Selection read(Violations violations) {
        return new Selection()
                .where(
                        "l.status in :status",
                        "status",
                        Parameters.anyOf("status", status, LateCoe.Status.class, violations))
                .where(
                        "l.deadline in :deadline",
                        "deadline",
                        Parameters.anyOf("deadline", deadline, LateCoe.Deadline.class, violations))
                .where("l.team in :team", "team", Parameters.texts("team", team, violations))
                .where("c.owner in :owner", "owner", Parameters.texts("owner", owner, violations));
    }
}
