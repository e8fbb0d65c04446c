package org.coetracker.stream;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.stream.Collectors;
import org.coetracker.event.EventType;
import org.coetracker.shared.page.Parameters;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What somebody wants to hear of. */
public class StreamQuery {
    @Parameter(
            description =
                    "Only events of this type, such as `action.overdue`; give it several times for several types.")
    @QueryParam("type")
    List<String> types;

    @Parameter(description = "Only events of COEs and actions of this team, by its handle, and of the teams below it.")
    @QueryParam("team")
    String team;

    @Parameter(
            description =
                    "The `id` of the last event that was received, for those who cannot set the header `Last-Event-ID`;"
                            + " the header comes first.")
    @QueryParam("lastEventId")
    String lastEventId;

    /** Notes what is wrong. */
    void check(Violations violations) {
        Parameters.texts("type", types, violations);
        Parameters.text("team", team, violations);
        List<String> known = EventType.wordsAboutCoes();
        types().stream()
                .filter(type -> !known.contains(type))
                .forEach(type -> violations.parameter(
                        "type",
                        "unknown_value",
                        "type is one of " + known.stream().collect(Collectors.joining(", ")) + "."));
    }

    List<String> types() {
        return types == null ? List.of() : types;
    }
}
