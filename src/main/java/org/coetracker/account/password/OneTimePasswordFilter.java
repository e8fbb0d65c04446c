package org.coetracker.account.password;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import org.coetracker.account.Identities;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;

/** Lets whoever signed in by a one-time password do nothing but choose another one. */
@Provider
@Priority(Priorities.AUTHORIZATION - 1)
public class OneTimePasswordFilter implements ContainerRequestFilter {
    private final SecurityIdentity identity;

    @Context
    ResourceInfo resource;

    OneTimePasswordFilter(SecurityIdentity identity) {
        this.identity = identity;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (resource.getResourceMethod() == null
                || resource.getResourceMethod().isAnnotationPresent(PermitAll.class)
                || resource.getResourceClass() == PasswordResource.class) {
            return;
        }
        if (Identities.isLimited(identity)) {
            throw refusal();
        }
    }

    /** What is said to them. */
    public static ProblemException refusal() {
        return ProblemException.of(
                ErrorCode.FORBIDDEN,
                "Your password was given to you for one sign-in. Choose another one first: at /change-password, or by"
                        + " PUT /api/v1/people/{person}/password.");
    }
}
