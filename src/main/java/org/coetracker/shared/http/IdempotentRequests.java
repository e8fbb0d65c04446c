package org.coetracker.shared.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.coetracker.shared.json.Command;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violation;

/** Looks for the request's {@code Idempotency-Key} before the request is carried out. */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
class IdempotentRequests {
    private static final String HEADER = "Idempotency-Key";
    private static final Pattern FORM = Pattern.compile("[!-~]{1,255}");

    private final RoutingContext request;
    private final Requester requester;
    private final IdempotencyKeys keys;

    IdempotentRequests(RoutingContext request, Requester requester, IdempotencyKeys keys) {
        this.request = request;
        this.requester = requester;
        this.keys = keys;
    }

    @AroundInvoke
    Object once(InvocationContext invocation) throws Exception {
        String key = request.request().getHeader(HEADER);
        if (key == null) {
            return invocation.proceed();
        }
        if (!FORM.matcher(key).matches()) {
            throw ProblemException.of(
                    ErrorCode.MALFORMED,
                    java.util.List.of(
                            Violation.of(HEADER, "form", "An idempotency key has 1 to 255 visible ASCII characters.")));
        }
        String by = requester.requester();
        return Upload.isIn(request)
                ? keys.onceWithoutTransaction(by, key, hash(invocation), () -> (Response) invocation.proceed())
                : keys.once(by, key, hash(invocation), () -> (Response) invocation.proceed());
    }

    /** Two requests are the same when method, address and body are; the body by meaning, not by its spaces. */
    private String hash(InvocationContext invocation) throws Exception {
        StringBuilder meaning = new StringBuilder()
                .append(request.request().method())
                .append(' ')
                .append(request.normalizedPath());
        String query = request.request().query();
        if (query != null) {
            meaning.append('?').append(query);
        }
        for (Object parameter : invocation.getParameters()) {
            if (parameter instanceof Command command) {
                String said = meaning(command);
                meaning.append(said.isEmpty() ? "" : "\n" + said);
            } else if (parameter instanceof byte[] body) {
                meaning.append('\n').append(new String(body, StandardCharsets.ISO_8859_1));
            }
        }
        if (Upload.isIn(request)) {
            meaning.append('\n').append(Upload.of(request).meaning());
        }
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(meaning.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** What a body says; nothing, when it says no more than no body would. */
    private static String meaning(Command command) {
        ObjectNode members = (ObjectNode) JsonText.parse(JsonText.write(command));
        members.properties().removeIf(member -> member.getValue().isNull());
        return members.isEmpty() ? "" : members.toString();
    }
}
