package org.coetracker.action;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coetracker.policy.Priority;
import org.coetracker.policy.Severity;
import org.coetracker.shared.Ids;
import org.coetracker.shared.page.Parameters;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of actions; different ones all have to hold, a repeated one is "any of". */
public class ActionFilters {
    private static final Pattern COE_REF = Pattern.compile("COE-([1-9]\\d{0,17})");

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
                .where("a.state in :state", "state", Parameters.anyOf("state", state, ActionState.class, violations))
                .where("a.owner in :owner", "owner", Parameters.texts("owner", owner, violations))
                .where("t.handle in :team", "team", Parameters.texts("team", team, violations))
                .where(
                        "a.priority in :priority",
                        "priority",
                        Parameters.anyOf("priority", priority, Priority.class, violations))
                .where("a.type in :type", "type", Parameters.anyOf("type", type, ActionType.class, violations))
                .where(
                        "a.severity in :severity",
                        "severity",
                        Parameters.anyOf("severity", severity, Severity.class, violations))
                .where("a.dueOn < :dueBefore", "dueBefore", Parameters.day("dueBefore", dueBefore, violations))
                .where("a.dueOn > :dueAfter", "dueAfter", Parameters.day("dueAfter", dueAfter, violations))
                .where(
                        "lower(a.title) like :q escape '!'",
                        "q",
                        Parameters.containing(Parameters.text("q", q, violations)));
        coes(selection, violations);
        flag(selection, Parameters.flag("noDueDate", noDueDate, violations), "a.dueOn is null");
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
        String past = "a.dueOn < cast(function('timezone', t.timeZone, :now) as LocalDate)";
        selection.ambient("now", now);
        if (wanted) {
            // The bound that is the same for all teams lets the index begin at the right place.
            selection
                    .where(owed + " and a.dueOn < :latestToday and " + past)
                    .ambient("latestToday", Actions.latestToday(now));
        } else {
            selection.where("not (" + owed + " and " + past + ")");
        }
    }

    private void coes(Selection selection, Violations violations) {
        List<String> texts = Parameters.texts("coe", coe, violations);
        if (texts.isEmpty()) {
            return;
        }
        List<Long> numbers = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        for (String text : texts) {
            Matcher ref = COE_REF.matcher(text);
            if (ref.matches()) {
                numbers.add(Long.valueOf(ref.group(1)));
            } else {
                Ids.parse(text)
                        .ifPresentOrElse(
                                ids::add,
                                () -> violations.parameter(
                                        "coe", "form", "coe is a ref such as COE-42, or the id of a COE."));
            }
        }
        if (ids.isEmpty()) {
            selection.where("a.coeNumber in :coeNumbers", "coeNumbers", numbers);
        } else if (numbers.isEmpty()) {
            selection.where("a.coeId in :coeIds", "coeIds", ids);
        } else {
            selection
                    .where("(a.coeNumber in :coeNumbers or a.coeId in :coeIds)", "coeNumbers", numbers)
                    .where("1 = 1", "coeIds", ids);
        }
    }
}
