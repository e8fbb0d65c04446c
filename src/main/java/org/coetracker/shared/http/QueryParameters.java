package org.coetracker.shared.http;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;

/** Refuses query parameters that an endpoint does not know: a misspelt filter must not become "everything". */
@Provider
public class QueryParameters implements ContainerRequestFilter {
    private static final Map<Method, Set<String>> KNOWN = new ConcurrentHashMap<>();

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Set<String> sent = request.getUriInfo().getQueryParameters().keySet();
        if (sent.isEmpty() || resource.getResourceMethod() == null) {
            return;
        }
        Set<String> known = KNOWN.computeIfAbsent(resource.getResourceMethod(), QueryParameters::knownTo);
        Violations violations = new Violations();
        for (String parameter : sent) {
            if (!known.contains(parameter)) {
                violations.parameter(
                        parameter,
                        "unknown_parameter",
                        "This is not known here; "
                                + (known.isEmpty()
                                        ? "no parameter is."
                                        : "known are " + String.join(", ", known) + "."));
            }
        }
        violations.orElseThrow(ErrorCode.MALFORMED);
    }

    private static Set<String> knownTo(Method method) {
        Set<String> known = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            QueryParam query = parameter.getAnnotation(QueryParam.class);
            if (query != null) {
                known.add(query.value());
            } else if (parameter.isAnnotationPresent(BeanParam.class)) {
                addFields(parameter.getType(), known);
            }
        }
        return known;
    }

    private static void addFields(Class<?> type, Set<String> known) {
        for (Class<?> level = type; level != Object.class; level = level.getSuperclass()) {
            for (Field field : level.getDeclaredFields()) {
                QueryParam query = field.getAnnotation(QueryParam.class);
                if (query != null) {
                    known.add(query.value());
                }
            }
        }
    }
}
