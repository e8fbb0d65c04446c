package org.coetracker.search;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Locale;
import org.coetracker.coe.Kind;
import org.coetracker.coe.Status;
import org.coetracker.policy.Severity;
import org.coetracker.shared.page.Parameters;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What a search may be narrowed to; different filters all have to hold, a repeated one is "any of". */
public class SearchFilters {
    @Parameter(
            description = "Where the COE stands; repeat for any of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = Status.class))
    @QueryParam("status")
    List<String> status;

    @Parameter(
            description = "How bad it was; repeat for any of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = Severity.class))
    @QueryParam("severity")
    List<String> severity;

    @Parameter(
            description = "What it is about; repeat for any of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = Kind.class))
    @QueryParam("kind")
    List<String> kind;

    @Parameter(description = "Handle of the team; repeat for any of several.")
    @QueryParam("team")
    List<String> team;

    @Parameter(description = "A service that was affected, as it is written in the record; repeat for any of several.")
    @QueryParam("service")
    List<String> service;

    @Parameter(description = "A tag; repeat for any of several.")
    @QueryParam("tag")
    List<String> tag;

    @Parameter(
            description = "Only COEs filed after this time.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @QueryParam("createdAfter")
    String createdAfter;

    @Parameter(
            description = "Only COEs filed before this time.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @QueryParam("createdBefore")
    String createdBefore;

    /** What is to be selected from the table {@code coe c}, with everything that is wrong noted. */
    Selection read(Violations violations) {
        return new Selection()
                .whereAny("c.status = any(:status)", "status", words("status", status, Status.class, violations))
                .whereAny(
                        "c.severity = any(:severity)",
                        "severity",
                        words("severity", severity, Severity.class, violations))
                .whereAny("c.kind = any(:kind)", "kind", words("kind", kind, Kind.class, violations))
                .whereAny("c.team = any(:team)", "team", Parameters.texts("team", team, violations))
                .whereAny("c.services && :service", "service", Parameters.texts("service", service, violations))
                .whereAny("c.tags && :tag", "tag", Parameters.texts("tag", tag, violations))
                .where(
                        "c.created_at > :createdAfter",
                        "createdAfter",
                        Parameters.time("createdAfter", createdAfter, violations))
                .where(
                        "c.created_at < :createdBefore",
                        "createdBefore",
                        Parameters.time("createdBefore", createdBefore, violations));
    }

    private static <E extends Enum<E>> List<String> words(
            String name, List<String> values, Class<E> type, Violations violations) {
        return Parameters.anyOf(name, values, type, violations).stream()
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
