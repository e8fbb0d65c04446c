package org.coetracker.lesson;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Locale;
import org.coetracker.coe.answer.Lessons;
import org.coetracker.policy.Severity;
import org.coetracker.shared.page.Parameters;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What a list of lessons may be narrowed to; different filters all have to hold, a repeated one is "any of". */
public class LessonFilters {
    @Parameter(
            description = "What sort of lesson; repeat for any of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = Lessons.Kind.class))
    @QueryParam("kind")
    List<String> kind;

    @Parameter(
            description = "How bad the incident was; repeat for any of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = Severity.class))
    @QueryParam("severity")
    List<String> severity;

    @Parameter(description = "Handle of the COE's team; repeat for any of several.")
    @QueryParam("team")
    List<String> team;

    @Parameter(description = "A service that was affected, as it is written in the COE; repeat for any of several.")
    @QueryParam("service")
    List<String> service;

    @Parameter(description = "A tag of the COE; repeat for any of several.")
    @QueryParam("tag")
    List<String> tag;

    /** What is to be selected from {@code lesson l join coe c}, with everything that is wrong noted. */
    Selection read(Violations violations) {
        return new Selection()
                .whereAny("l.kind = any(:kind)", "kind", words("kind", kind, Lessons.Kind.class, violations))
                .whereAny(
                        "c.severity = any(:severity)",
                        "severity",
                        words("severity", severity, Severity.class, violations))
                .whereAny("l.team = any(:team)", "team", Parameters.texts("team", team, violations))
                .whereAny("c.services && :service", "service", Parameters.texts("service", service, violations))
                .whereAny("c.tags && :tag", "tag", Parameters.texts("tag", tag, violations));
    }

    private static <E extends Enum<E>> List<String> words(
            String name, List<String> values, Class<E> type, Violations violations) {
        return Parameters.anyOf(name, values, type, violations).stream()
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
