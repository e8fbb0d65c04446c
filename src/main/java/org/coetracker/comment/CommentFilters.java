package org.coetracker.comment;

import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.coetracker.shared.Ids;
import org.coetracker.shared.Text;
import org.coetracker.shared.page.Parameters;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of comments; all of them have to hold. */
public class CommentFilters {
    /** Where everything was deleted there is nothing to discuss. */
    private static final String OPEN = "t.resolvedAt is null"
            + " and exists (select 1 from Comment l where l.threadId = t.id and l.deletedAt is null)";

    @Parameter(
            description = "What the thread is about, as a JSON Pointer: that place and what is below it. Lists take an"
                    + " index or an id; what is gone goes by the id that it had. `/` stands for the record as a whole.")
    @QueryParam("pointer")
    String pointer;

    @Parameter(
            description =
                    "Only comments of threads that are resolved, or only of those that are open: neither that, nor with all"
                            + " their comments deleted.",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @QueryParam("resolved")
    String resolved;

    @Parameter(
            description = "Only comments of this thread: the id of its first comment.",
            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
    @QueryParam("thread")
    String thread;

    @Parameter(
            description = "Only replies, or only the first comments of threads. `resolved=false&reply=false&count=true`"
                    + " counts what is open.",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @QueryParam("reply")
    String reply;

    /** What is to be selected from {@code Comment c join Comment t on t.id = c.threadId}, with everything that is wrong noted. */
    Selection read(Places places, Violations violations) {
        Selection selection = new Selection();
        if (pointer != null) {
            String asked = Places.asked(pointer);
            if (!Text.isStorable(pointer)) {
                violations.parameter("pointer", "not_text", "pointer is text without NUL.");
            } else if (pointer.length() > Places.LONGEST) {
                violations.parameter("pointer", "size", "pointer has at most " + Places.LONGEST + " characters.");
            } else if (!Places.isPointer(pointer)) {
                violations.parameter("pointer", "not_a_pointer", "pointer is " + Places.FORM);
            } else if (places.ambiguity(asked).isPresent()) {
                violations.parameter(
                        "pointer", "ambiguous", places.ambiguity(asked).get());
            } else {
                String place = places.written(asked);
                String below = place.isEmpty() ? "" : place.replaceAll("[!%_]", "!$0") + "/%";
                selection
                        .where("(t.place = :place or t.place like :below escape '!')", "place", place)
                        .ambient("below", below);
            }
        }
        Boolean wanted = Parameters.flag("resolved", resolved, violations);
        if (wanted != null) {
            selection.where(wanted ? "t.resolvedAt is not null" : OPEN);
        }
        Boolean replies = Parameters.flag("reply", reply, violations);
        if (replies != null) {
            selection.where(replies ? "c.id <> t.id" : "c.id = t.id");
        }
        UUID id = thread == null ? null : Ids.parse(thread).orElse(null);
        if (thread != null && id == null) {
            violations.parameter("thread", "not_an_id", "thread is the id of a comment.");
        }
        return selection.where("t.id = :thread", "thread", id);
    }
}
