package org.coetracker.people;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.coetracker.access.Caller;
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.http.Idempotent;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.CommandBody;
import org.coetracker.shared.json.MergePatch;
import org.coetracker.shared.page.PageQuery;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** People. */
@Authenticated
@Path("/api/v1/people")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "People and teams")
public class PersonResource {
    static final String PATH = "/api/v1/people/";

    private final PersonService service;
    private final Caller caller;

    PersonResource(PersonService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @Operation(
            operationId = "registerPerson",
            summary = "Register a person",
            description = "`handle` and `name` are enough. The handle is theirs for good.")
    @APIResponse(
            responseCode = "201",
            description = "The person as registered.",
            content = @Content(schema = @Schema(implementation = PersonView.class)))
    @APIResponse(responseCode = "409", description = "The handle or the e-mail address is taken.")
    public Response register(NewPerson command) {
        PersonView registered = service.register(CommandBody.required(command), caller.actor());
        return Answers.created(registered, PATH + registered.handle());
    }

    @GET
    @Operation(operationId = "listPeople", summary = "List people", description = "By handle unless asked otherwise.")
    @APIResponse(
            responseCode = "200",
            description = "One page of people.",
            content = @Content(schema = @Schema(implementation = PersonPage.class)))
    public Response list(
            @BeanParam PersonFilters filters,
            @BeanParam PageQuery page,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Context UriInfo request) {
        return Answers.page(service.page(filters, page), request, ifNoneMatch);
    }

    @GET
    @Path("/{person}")
    @Operation(
            operationId = "readPerson",
            summary = "Read a person",
            description = "Also one who has left: whatever names them stays as it was.")
    @APIResponseSchema(value = PersonView.class, responseDescription = "The person.")
    public Response read(@PathParam("person") String person, @HeaderParam("If-None-Match") String ifNoneMatch) {
        return Answers.one(service.read(person), ifNoneMatch);
    }

    @PATCH
    @Path("/{person}")
    @Consumes({CommandBody.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "amendPerson",
            summary = "Change a person, or switch them off",
            description =
                    "A JSON Merge Patch. Nobody is ever deleted: `{\"active\": false}` switches somebody off. They"
                            + " can then be named in nothing new, and their actions count as without an owner. The handle"
                            + " never changes. The last active administrator can neither be switched off nor lose the role"
                            + " `admin`: that is a 409.")
    @APIResponseSchema(value = PersonView.class, responseDescription = "The person as they are now.")
    @APIResponse(responseCode = "409", description = "The last administrator, or an e-mail address that is taken.")
    public Response amend(
            @PathParam("person") String person,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = NewPerson.class))) MergePatch patch) {
        return Answers.changed(
                service.amend(person, IfMatch.required(ifMatch), CommandBody.required(patch), caller.actor()));
    }

    /** A page of people, as the documentation shows it. */
    @Schema(name = "PersonPage")
    record PersonPage(List<PersonView> items, String nextCursor, Long total) {}
}
