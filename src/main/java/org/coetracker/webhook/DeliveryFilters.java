package org.coetracker.webhook;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.coetracker.shared.page.Parameters;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of deliveries. */
public class DeliveryFilters {
    @Parameter(
            description = "Where the delivery stands; repeat for any of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = DeliveryState.class))
    @QueryParam("state")
    List<String> state;

    /** What is to be selected from {@code Delivery d}, with everything that is wrong noted. */
    Selection read(UUID webhook, Violations violations) {
        return new Selection()
                .where("d.webhook = :webhook", "webhook", webhook)
                .whereIn("d.state", "state", Parameters.anyOf("state", state, DeliveryState.class, violations));
    }
}
