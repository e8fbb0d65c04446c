package org.coetracker.access;

import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks the policy before each request: every method of a resource names its {@link Operation} by its OpenAPI
 * {@code operationId}, and one that names none is refused.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class PermissionFilter implements ContainerRequestFilter {
    private static final Map<Method, Operation> OPERATIONS = new ConcurrentHashMap<>();

    private final Caller caller;

    @Context
    ResourceInfo resource;

    PermissionFilter(Caller caller) {
        this.caller = caller;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Method method = resource.getResourceMethod();
        if (method == null || method.isAnnotationPresent(PermitAll.class)) {
            return;
        }
        AccessPolicy.requirePossible(caller.actor(), OPERATIONS.computeIfAbsent(method, PermissionFilter::operation));
    }

    private static Operation operation(Method method) {
        var documented = method.getAnnotation(org.eclipse.microprofile.openapi.annotations.Operation.class);
        if (documented == null) {
            throw new IllegalStateException(method + " names no operation");
        }
        return Operation.of(documented.operationId())
                .orElseThrow(() -> new IllegalStateException(documented.operationId() + " has no rule"));
    }
}
