package org.coetracker.coe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.coetracker.access.Caller;
import org.coetracker.shared.http.Preferences;
import org.coetracker.shared.json.JsonText;
import org.jboss.logging.Logger;

/**
 * Names earlier COEs to who files one and prefers to know. They are looked for when the filing is committed, with an
 * idempotency key too, and anew when the answer is given again: what goes wrong with that loses nothing of what was
 * filed.
 */
@Suggesting
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE - 1)
class Suggestions {
    /** What a caller says who wants them. */
    static final String PREFERENCE = "similar";

    private static final Logger LOG = Logger.getLogger(Suggestions.class);
    private static final int MOST = 5;

    private final SimilarCoes similar;
    private final Caller caller;
    private final RoutingContext request;

    Suggestions(SimilarCoes similar, Caller caller, RoutingContext request) {
        this.similar = similar;
        this.caller = caller;
        this.request = request;
    }

    @AroundInvoke
    Object add(InvocationContext invocation) throws Exception {
        Response filed = (Response) invocation.proceed();
        return Preferences.contain(request.request().headers().getAll("Prefer"), PREFERENCE) ? with(filed) : filed;
    }

    /** The tag stays that of the record. */
    private Response with(Response filed) {
        ObjectNode coe = (ObjectNode) JsonText.parse(new String((byte[]) filed.getEntity(), StandardCharsets.UTF_8));
        Optional<List<SimilarCoe>> earlier = earlier(coe.path("ref").asText());
        if (earlier.isEmpty()) {
            return filed;
        }
        coe.set("similar", JsonText.tree(earlier.get()));
        if (!earlier.get().isEmpty()) {
            coe.put("similarQuestion", FiledCoe.QUESTION);
        }
        return Response.fromResponse(filed)
                .entity(JsonText.bytes(coe))
                .header(Preferences.APPLIED, PREFERENCE)
                .build();
    }

    /** Empty when the caller may not see what was filed, or they cannot be looked for. */
    private Optional<List<SimilarCoe>> earlier(String ref) {
        try {
            return similar.similarTo(CoeRef.parse(ref), MOST, caller.actor());
        } catch (RuntimeException e) {
            LOG.warnf(e, "No similar COEs could be looked for when %s was filed.", ref);
            return Optional.empty();
        }
    }
}
