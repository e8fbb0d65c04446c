package org.coetracker.people;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.coetracker.access.Caller;
import org.coetracker.shared.http.Answers;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller. */
@Authenticated
@Path("/api/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "People and teams")
public class MeResource {
    private final PersonService service;
    private final Caller caller;

    MeResource(PersonService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "readMe",
            summary = "Read who is calling",
            description = "The same as `/people/{person}`, for the person as whom the request acts.")
    @APIResponseSchema(value = PersonView.class, responseDescription = "The caller.")
    public Response read(@HeaderParam("If-None-Match") String ifNoneMatch) {
        return Answers.one(service.read(caller.actor().handle()), ifNoneMatch);
    }
}
