package org.coetracker.people;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.coetracker.shared.page.Parameters;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of teams; different ones all have to hold, a repeated one is "any of". */
public class TeamFilters {
    @Parameter(
            description = "Only those that are active, or only those that were switched off.",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @QueryParam("active")
    String active;

    @Parameter(description = "Handle of the parent team; repeat for any of several.")
    @QueryParam("parent")
    List<String> parent;

    @Parameter(description = "Handle of a member or manager; repeat for any of several.")
    @QueryParam("member")
    List<String> member;

    @Parameter(description = "Text that handle or name contain, in any case.")
    @QueryParam("q")
    String q;

    /** What is to be selected from {@code Team t}, with everything that is wrong noted. */
    Selection read(Violations violations) {
        return new Selection()
                .where("t.active = :active", "active", Parameters.flag("active", active, violations))
                .whereIn("t.parent", "parent", Parameters.texts("parent", parent, violations))
                .whereAny(
                        "(array_intersects(t.members, :member) or array_intersects(t.managers, :member))",
                        "member",
                        Parameters.texts("member", member, violations))
                .where(
                        "(t.handle like :q escape '!' or cast(sql('folded_name(?)', t.name) as String)"
                                + " like cast(sql('folded_name(?)', :q) as String) escape '!')",
                        "q",
                        Parameters.containing(Parameters.text("q", q, violations)));
    }
}
