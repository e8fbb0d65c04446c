package org.coetracker.shared.http;

import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import org.coetracker.shared.problem.ProblemException;

/** Where bodies are taken that are too large for memory: they are written to a file as they come ({@link Upload}). */
public interface LargeBodies {
    /** Whether a request takes such a body. */
    boolean areTakenAt(String method, String path);

    /**
     * Refuses a body before anything of it is taken; on a thread that may wait.
     *
     * @throws ProblemException when the sender may not send it there, or there is no such place
     */
    void require(RoutingContext request, SecurityIdentity sender);

    /** The largest content, in bytes. */
    long mostBytes();
}
