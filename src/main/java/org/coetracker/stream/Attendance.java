package org.coetracker.stream;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.coetracker.access.AccessPolicy;
import org.coetracker.access.Actor;
import org.coetracker.access.Caller;
import org.coetracker.access.Operation;
import org.coetracker.shared.http.RequestId;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;

/** Asks again who sent a request that goes on, by the credential that it came with. */
@ApplicationScoped
class Attendance {
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);

    private final HttpAuthenticator authenticator;

    Attendance(HttpAuthenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** Who listens, with what they may do now; nothing when the credential is not good any more. */
    Optional<Actor> of(RoutingContext request) {
        try {
            SecurityIdentity identity =
                    authenticator.attemptAuthentication(request).await().atMost(ANSWERED_WITHIN);
            Actor actor = identity == null ? null : identity.getAttribute(Caller.ACTOR);
            if (actor == null) {
                return Optional.empty();
            }
            AccessPolicy.requirePossible(actor, Operation.STREAM_EVENTS);
            return Optional.of(actor.in(Caller.address(request), RequestId.of(request)));
        } catch (AuthenticationFailedException | UnauthorizedException e) {
            return Optional.empty();
        } catch (ProblemException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
