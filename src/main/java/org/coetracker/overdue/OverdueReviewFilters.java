package org.coetracker.overdue;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.coetracker.action.ReferenceFilters;
import org.coetracker.shared.page.Parameters;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of overdue reviews; different ones all have to hold, a repeated one is "any of". */
public class OverdueReviewFilters {
    @Parameter(
            description = "Where the review stands; repeat for any of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = OverdueReview.Status.class))
    @QueryParam("status")
    List<String> status;

    @Parameter(
            description = "What the decision is owed about; repeat for any of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = About.class))
    @QueryParam("about")
    List<String> about;

    @Parameter(description = "Handle of the team whose decision it is; repeat for any of several.")
    @QueryParam("team")
    List<String> team;

    @Parameter(description = "Handle of the action's owner; repeat for any of several.")
    @QueryParam("owner")
    List<String> owner;

    @Parameter(description = "Ref or id of the COE; repeat for any of several.")
    @QueryParam("coe")
    List<String> coe;

    @Parameter(description = "Ref or id of the action; repeat for any of several.")
    @QueryParam("action")
    List<String> action;

    /** What is to be selected from {@code OverdueReview r join r.action a}, with everything that is wrong noted. */
    Selection read(Violations violations) {
        Selection selection = new Selection()
                .where(
                        "r.status in :status",
                        "status",
                        Parameters.anyOf("status", status, OverdueReview.Status.class, violations))
                .where("r.about in :about", "about", Parameters.anyOf("about", about, About.class, violations))
                .where("r.team in :team", "team", Parameters.texts("team", team, violations))
                .where("r.owner in :owner", "owner", Parameters.texts("owner", owner, violations));
        ReferenceFilters.coes(selection, Parameters.texts("coe", coe, violations), violations);
        ReferenceFilters.actions(selection, Parameters.texts("action", action, violations), violations);
        return selection;
    }
}
