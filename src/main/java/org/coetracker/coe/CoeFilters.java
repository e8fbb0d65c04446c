package org.coetracker.coe;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.coetracker.policy.Severity;
import org.coetracker.shared.page.Parameters;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of COEs; different ones all have to hold, a repeated one is "any of". */
public class CoeFilters {
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

    @Parameter(description = "Handle of the owner; repeat for any of several.")
    @QueryParam("owner")
    List<String> owner;

    @Parameter(description = "Handle of a reviewer; repeat for any of several.")
    @QueryParam("reviewer")
    List<String> reviewer;

    @Parameter(description = "Handle of a team that is asked to review it; repeat for any of several.")
    @QueryParam("reviewTeam")
    List<String> reviewTeam;

    @Parameter(description = "A service that was affected, as it is written in the record; repeat for any of several.")
    @QueryParam("service")
    List<String> service;

    @Parameter(description = "A tag; repeat for any of several.")
    @QueryParam("tag")
    List<String> tag;

    @Parameter(
            description = "Who may see it; repeat for any of several.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = Confidentiality.class))
    @QueryParam("confidentiality")
    List<String> confidentiality;

    @Parameter(
            description = "Only incidents that began after this time.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @QueryParam("startedAfter")
    String startedAfter;

    @Parameter(
            description = "Only incidents that began before this time.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @QueryParam("startedBefore")
    String startedBefore;

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

    @Parameter(
            description = "Only COEs changed after this time.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @QueryParam("updatedAfter")
    String updatedAfter;

    @Parameter(
            description = "Only COEs with an overdue action, or only those without.",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @QueryParam("hasOverdue")
    String hasOverdue;

    @Parameter(description = "Text that title, summary or ref contain, in any case.")
    @QueryParam("q")
    String q;

    /** What is to be selected from {@code Coe c}, with everything that is wrong noted. */
    Selection read(Instant now, Violations violations) {
        Selection selection = new Selection()
                .whereIn("c.status", "status", Parameters.anyOf("status", status, Status.class, violations))
                .whereIn("c.severity", "severity", Parameters.anyOf("severity", severity, Severity.class, violations))
                .whereIn("c.kind", "kind", Parameters.anyOf("kind", kind, Kind.class, violations))
                .whereIn("c.team", "team", Parameters.texts("team", team, violations))
                .whereIn("c.owner", "owner", Parameters.texts("owner", owner, violations))
                .whereAny(
                        "array_intersects(c.reviewers, :reviewer)",
                        "reviewer",
                        Parameters.texts("reviewer", reviewer, violations))
                .whereAny(
                        "array_intersects(c.reviewTeams, :reviewTeam)",
                        "reviewTeam",
                        Parameters.texts("reviewTeam", reviewTeam, violations))
                .whereAny(
                        "array_intersects(c.services, :service)",
                        "service",
                        Parameters.texts("service", service, violations))
                .whereAny("array_intersects(c.tags, :tag)", "tag", Parameters.texts("tag", tag, violations))
                .whereIn(
                        "c.confidentiality",
                        "confidentiality",
                        Parameters.anyOf("confidentiality", confidentiality, Confidentiality.class, violations));
        times(selection, violations);
        selection.where(
                "(lower(c.title) like :q escape '!' or lower(c.summary) like :q escape '!'"
                        + " or lower('COE-' || cast(c.number as String)) like :q escape '!')",
                "q",
                Parameters.containing(Parameters.text("q", q, violations)));
        Boolean overdue = Parameters.flag("hasOverdue", hasOverdue, violations);
        if (overdue != null) {
            selection
                    .where((overdue ? "" : "not ")
                            + "exists (select 1 from Action a join a.team t where a.coeId = c.id"
                            + " and a.state in (org.coetracker.action.ActionState.COMMITTED,"
                            + " org.coetracker.action.ActionState.IN_PROGRESS) and not a.withdrawn"
                            + " and a.schedule.dueOn < cast(sql('local_date(?, ?)', :now, t.timeZone) as LocalDate))")
                    .ambient("now", now);
        }
        return selection;
    }

    private void times(Selection selection, Violations violations) {
        selection
                .where(
                        "c.incident.startedAt > :startedAfter",
                        "startedAfter",
                        Parameters.time("startedAfter", startedAfter, violations))
                .where(
                        "c.incident.startedAt < :startedBefore",
                        "startedBefore",
                        Parameters.time("startedBefore", startedBefore, violations))
                .where(
                        "c.createdAt > :createdAfter",
                        "createdAfter",
                        Parameters.time("createdAfter", createdAfter, violations))
                .where(
                        "c.createdAt < :createdBefore",
                        "createdBefore",
                        Parameters.time("createdBefore", createdBefore, violations))
                .where(
                        "c.updatedAt > :updatedAfter",
                        "updatedAfter",
                        Parameters.time("updatedAfter", updatedAfter, violations));
    }
}
