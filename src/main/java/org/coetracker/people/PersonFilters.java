package org.coetracker.people;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.coetracker.access.Role;
import org.coetracker.shared.page.Parameters;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of people; different ones all have to hold, a repeated one is "any of". */
public class PersonFilters {
    @Parameter(
            description = "Only those who are active, or only those who were switched off.",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @QueryParam("active")
    String active;

    @Parameter(
            description = "A role that they have; repeat for any of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = Role.class))
    @QueryParam("role")
    List<String> role;

    @Parameter(description = "Handle of a team that they are a member or manager of; repeat for any of several.")
    @QueryParam("team")
    List<String> team;

    @Parameter(description = "Text that handle, name or e-mail address contain, in any case.")
    @QueryParam("q")
    String q;

    /** What is to be selected from {@code Person p}, with everything that is wrong noted. */
    Selection read(Violations violations) {
        return new Selection()
                .where("p.active = :active", "active", Parameters.flag("active", active, violations))
                .whereAny(
                        "array_intersects(p.roles, :role)",
                        "role",
                        Role.words(Parameters.anyOf("role", role, Role.class, violations)))
                .where(
                        "exists (select 1 from Team t where t.handle in :team"
                                + " and (array_contains(t.members, p.handle) or array_contains(t.managers, p.handle)))",
                        "team",
                        Parameters.texts("team", team, violations))
                .where(
                        "(p.handle like :q escape '!'"
                                + " or cast(sql('folded_name(?)', p.name) as String)"
                                + " like cast(sql('folded_name(?)', :q) as String) escape '!'"
                                + " or lower(p.email) like :q escape '!')",
                        "q",
                        Parameters.containing(Parameters.text("q", q, violations)));
    }
}
