package org.coetracker.notice.mail;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Locale;
import org.coetracker.shared.page.Parameters;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of messages; different ones all have to hold, a repeated one is "any of". */
public class MailDeliveryFilters {
    @Parameter(
            description = "Where the message stands; repeat for any of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = Message.State.class))
    @QueryParam("state")
    List<String> state;

    @Parameter(description = "Handle of whom it is for; repeat for any of several.")
    @QueryParam("person")
    List<String> person;

    /** What is to be selected from {@code Message m}, with everything that is wrong noted. */
    Selection read(Violations violations) {
        List<String> states = Parameters.anyOf("state", state, Message.State.class, violations).stream()
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .toList();
        return new Selection()
                .whereIn("m.state", "state", states)
                .where("m.person in :person", "person", Parameters.texts("person", person, violations));
    }
}
