package org.coetracker.stream;

import io.quarkus.arc.ClientProxy;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.coetracker.access.Caller;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happens, as it happens. */
@Authenticated
@Path("/api/v1/events")
@Tag(name = "Events and calendar")
public class EventStreamResource {
    private final EventStreams streams;
    private final Caller caller;
    private final RoutingContext request;

    EventStreamResource(EventStreams streams, Caller caller, RoutingContext request) {
        this.streams = streams;
        this.caller = caller;
        this.request = request;
    }

    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "streamEvents",
            summary = "Listen to what happens",
            description =
                    "What happens to COEs and actions that the caller may see, as server-sent events, in the order"
                            + " in which the changes were committed. `event` is the type, such as `action.overdue`; `data` is JSON:"
                            + " `{type, timestamp, data: {coe, action, team, links}}`, where `action` is null when it is about the"
                            + " COE itself. `id` names the place: sent back as `Last-Event-ID`, which browsers do by themselves, or"
                            + " as `lastEventId`, the stream goes on from there, with nothing lost and nothing twice. Events are"
                            + " kept for 30 days; who comes back later, or with a place from before the database was restored"
                            + " elsewhere, hears `gone` first, and then what is still kept. Without a place it begins now. A comment every 15 s shows that the connection is alive. The stream ends"
                            + " within seconds when the credential is not good any more, and when nobody reads it. One person may"
                            + " have ten open on a node; more are a 429.")
    @APIResponse(
            responseCode = "200",
            description = "Events, until one side ends it.",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public Multi<OutboundSseEvent> listen(
            @HeaderParam("Last-Event-ID") String lastEventId, @BeanParam StreamQuery query, @Context Sse sse) {
        Violations violations = new Violations();
        query.check(violations);
        violations.orElseThrow(ErrorCode.MALFORMED);
        String last = lastEventId == null || lastEventId.isEmpty() ? query.lastEventId : lastEventId;
        Listener listener = streams.open(caller.actor(), ClientProxy.unwrap(request), query, last, sse);
        // Or a proxy would keep the events until it has many of them.
        request.response().putHeader("X-Accel-Buffering", "no");
        return Multi.createFrom().publisher(listener);
    }
}
