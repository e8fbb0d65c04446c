package org.coetracker.audit;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coetracker.history.AuditKind;
import org.coetracker.shared.page.Parameters;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of the audit trail; different ones all have to hold, a repeated one is "any of". */
public class AuditFilters {
    /** As long as a number that fits: {@code COE-42}, or {@code COE-42-A3}. */
    private static final Pattern REF = Pattern.compile("COE-([1-9]\\d{0,17})(?:-A([1-9]\\d{0,8}))?");

    private static final String COE = """
            h.subject_id in (
                select cast(id as text) from coe where number = :coeNumber
                union all select subject_id from history
                where change = 'deleted' and snapshot ->> 'ref' = :ref and subject = 'coe')""";

    private static final String ACTION = """
            h.subject_id in (
                select cast(id as text) from action where coe_number = :coeNumber and number = :actionNumber
                union all select cast(r.id as text) from action a join overdue_review r on r.action_id = a.id
                where a.coe_number = :coeNumber and a.number = :actionNumber
                union all select subject_id from history
                where change = 'deleted' and snapshot ->> 'ref' = :ref and subject = 'action')""";

    @Parameter(description = "Handle of who did it; repeat for any of several.")
    @QueryParam("actor")
    List<String> actor;

    @Parameter(
            description = "What it was done to: ref (`COE-42`; `COE-42-A3` with its overdue reviews), id, handle or"
                    + " name.")
    @QueryParam("object")
    String object;

    @Parameter(
            description = "What kind of thing it was done to; repeat for any of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = AuditKind.class))
    @QueryParam("kind")
    List<String> kind;

    @Parameter(description = "What was done, such as `filed` or `signed_in`; repeat for any of several.")
    @QueryParam("change")
    List<String> change;

    @Parameter(
            description = "Only events after this time.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @QueryParam("after")
    String after;

    @Parameter(
            description = "Only events before this time.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @QueryParam("before")
    String before;

    /** What is to be selected from {@code history h}, with everything that is wrong noted. */
    Selection read(Violations violations) {
        List<AuditKind> kinds = Parameters.anyOf("kind", kind, AuditKind.class, violations);
        Selection selection = new Selection()
                .whereIn("h.actor", "actor", Parameters.texts("actor", actor, violations))
                .whereIn(
                        "h.subject", "kind", kinds.stream().map(AuditKind::word).toList())
                .whereIn("h.change", "change", Parameters.texts("change", change, violations))
                .where("h.at > :after", "after", Parameters.time("after", after, violations))
                .where("h.at < :before", "before", Parameters.time("before", before, violations));
        about(selection, Parameters.text("object", object, violations));
        return selection;
    }

    private static void about(Selection selection, String object) {
        Matcher ref = REF.matcher(object == null ? "" : object);
        if (!ref.matches()) {
            selection.where("h.subject_id = :object", "object", object);
            return;
        }
        boolean isAction = ref.group(2) != null;
        selection
                .where(isAction ? ACTION : COE, "coeNumber", Long.valueOf(ref.group(1)))
                .ambient("ref", object);
        if (isAction) {
            selection.ambient("actionNumber", Integer.valueOf(ref.group(2)));
        }
    }
}
