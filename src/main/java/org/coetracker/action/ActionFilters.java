package org.coetracker.action;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.coetracker.policy.Priority;
import org.coetracker.policy.Severity;
import org.coetracker.shared.page.Parameters;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of actions; different ones all have to hold, a repeated one is "any of". */
public class ActionFilters {
    @Parameter(
            description = "Where the action stands; repeat for any of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = ActionState.class))
    @QueryParam("state")
    List<String> state;

    @Parameter(description = "Handle of the owner; repeat for any of several.")
    @QueryParam("owner")
    List<String> owner;

    @Parameter(description = "Handle of the team; repeat for any of several.")
    @QueryParam("team")
    List<String> team;

    @Parameter(description = "Ref or id of the COE; repeat for any of several.")
    @QueryParam("coe")
    List<String> coe;

    @Parameter(
            description = "Priority; repeat for any of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = Priority.class))
    @QueryParam("priority")
    List<String> priority;

    @Parameter(
            description = "Type; repeat for any of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = ActionType.class))
    @QueryParam("type")
    List<String> type;

    @Parameter(
            description = "Severity of the COE; repeat for any of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = Severity.class))
    @QueryParam("severity")
    List<String> severity;

    @Parameter(
            description = "Only those that are overdue, or only those that are not.",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @QueryParam("overdue")
    String overdue;

    @Parameter(
            description = "Only those due before this day.",
            schema = @Schema(type = SchemaType.STRING, format = "date"))
    @QueryParam("dueBefore")
    String dueBefore;

    @Parameter(
            description = "Only those due after this day.",
            schema = @Schema(type = SchemaType.STRING, format = "date"))
    @QueryParam("dueAfter")
    String dueAfter;

    @Parameter(
            description = "Only those without a due date, or only those with one.",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @QueryParam("noDueDate")
    String noDueDate;

    @Parameter(
            description = "Only those on which somebody owes a decision, or only the others.",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @QueryParam("flagged")
    String flagged;

    @Parameter(description = "Text that the title contains, in any case.")
    @QueryParam("q")
    String q;

    /** What is to be selected from {@code Action a join a.team t}, with everything that is wrong noted. */
    Selection read(Instant now, Violations violations) {
        Selection selection = new Selection()
                .whereIn("a.state", "state", Parameters.anyOf("state", state, ActionState.class, violations))
                .whereIn("a.owner", "owner", Parameters.texts("owner", owner, violations))
                .whereIn("t.handle", "team", Parameters.texts("team", team, violations))
                .whereIn("a.priority", "priority", Parameters.anyOf("priority", priority, Priority.class, violations))
                .whereIn("a.type", "type", Parameters.anyOf("type", type, ActionType.class, violations))
                .whereIn("a.severity", "severity", Parameters.anyOf("severity", severity, Severity.class, violations))
                .where("a.schedule.dueOn < :dueBefore", "dueBefore", Parameters.day("dueBefore", dueBefore, violations))
                .where("a.schedule.dueOn > :dueAfter", "dueAfter", Parameters.day("dueAfter", dueAfter, violations))
                .where(
                        "lower(a.title) like :q escape '!'",
                        "q",
                        Parameters.containing(Parameters.text("q", q, violations)));
        ReferenceFilters.coes(selection, Parameters.texts("coe", coe, violations), violations);
        flag(selection, Parameters.flag("noDueDate", noDueDate, violations), "a.schedule.dueOn is null");
        flag(selection, Parameters.flag("flagged", flagged, violations), "a.flaggedAt is not null");
        overdue(selection, Parameters.flag("overdue", overdue, violations), now);
        return selection;
    }

    private static void flag(Selection selection, Boolean wanted, String condition) {
        if (wanted != null) {
            selection.where(wanted ? condition : "not (" + condition + ")");
        }
    }

    private static void overdue(Selection selection, Boolean wanted, Instant now) {
        if (wanted == null) {
            return;
        }
        String owed = "a.state in (org.coetracker.action.ActionState.COMMITTED,"
                + " org.coetracker.action.ActionState.IN_PROGRESS) and not a.withdrawn";
        // A parameter that comes last in a function may be a list to Hibernate, so that it would plan each query anew.
        String past = "a.schedule.dueOn < cast(sql('local_date(?, ?)', :now, t.timeZone) as LocalDate)";
        selection.ambient("now", now);
        if (wanted) {
            // The bound that is the same for all teams lets the index begin at the right place.
            selection
                    .where(owed + " and a.schedule.dueOn < :latestToday and " + past)
                    .ambient("latestToday", Actions.latestToday(now));
        } else {
            selection.where("not (" + owed + " and " + past + ")");
        }
    }
}
