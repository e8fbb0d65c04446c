package org.coetracker.job;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.coetracker.access.Caller;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.http.Idempotent;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.page.PlainPageQuery;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The scheduler, to look at and to start by hand. */
@Authenticated
@Path("/api/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs")
public class JobResource {
    private final Jobs jobs;
    private final Caller caller;

    JobResource(Jobs jobs, Caller caller) {
        this.jobs = jobs;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "listJobs",
            summary = "List the jobs",
            description = "Each with when it last succeeded, how its last run went, and when it runs next.")
    @APIResponse(
            responseCode = "200",
            description = "One page of jobs, by name.",
            content = @Content(schema = @Schema(implementation = JobPage.class)))
    public Response list(
            @BeanParam PlainPageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        return Answers.page(jobs.page(page, caller.actor()), request, ifNoneMatch);
    }

    @GET
    @Path("/{job}")
    @Operation(
            operationId = "readJob",
            summary = "Read a job",
            description = "When it last succeeded, how its last run went, and when it runs next.")
    @APIResponseSchema(value = JobView.class, responseDescription = "The job.")
    public Response read(@PathParam("job") String job, @HeaderParam("If-None-Match") String ifNoneMatch) {
        return Answers.content(JsonText.bytes(jobs.read(job, caller.actor())), MediaType.APPLICATION_JSON, ifNoneMatch);
    }

    @GET
    @Path("/{job}/runs")
    @Operation(operationId = "listJobRuns", summary = "List the runs of a job", description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "One page of runs.",
            content = @Content(schema = @Schema(implementation = JobRunPage.class)))
    public Response runs(
            @PathParam("job") String job,
            @BeanParam PlainPageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        return Answers.page(jobs.runs(job, page, caller.actor()), request, ifNoneMatch);
    }

    @GET
    @Path("/{job}/runs/{run}")
    @Operation(
            operationId = "readJobRun",
            summary = "Read a run of a job",
            description = "While it runs, its counts rise with each batch.")
    @APIResponseSchema(value = JobRunView.class, responseDescription = "The run.")
    public Response run(
            @PathParam("job") String job,
            @PathParam("run") String run,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        return Answers.content(
                JsonText.bytes(jobs.run(job, run, caller.actor())), MediaType.APPLICATION_JSON, ifNoneMatch);
    }

    @POST
    @Path("/{job}/runs")
    @Idempotent
    @Operation(
            operationId = "runJob",
            summary = "Run a job now",
            description = "Answers when the run has ended. With `dryRun` it says what would happen and changes nothing;"
                    + " such a run is recorded, and does not count as a success. That a run failed is said by its"
                    + " `error`.")
    @APIResponse(
            responseCode = "201",
            description = "The run, ended.",
            content = @Content(schema = @Schema(implementation = JobRunView.class)))
    public Response runNow(@PathParam("job") String job, RunNow command) {
        boolean dryRun = command != null && Boolean.TRUE.equals(command.dryRun());
        JobRunView run = jobs.runNow(job, dryRun);
        return Answers.json(201, run)
                .location(URI.create("/api/v1/jobs/" + run.job() + "/runs/" + run.id()))
                .build();
    }

    /** A page of jobs, as the documentation shows it. */
    @Schema(name = "JobPage")
    record JobPage(List<JobView> items, String nextCursor) {}

    /** A page of runs, as the documentation shows it. */
    @Schema(name = "JobRunPage")
    record JobRunPage(List<JobRunView> items, String nextCursor) {}
}
