package org.coetracker.shared.http;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;

/** Refuses query parameters that are unknown or empty: a misspelt or unset filter must not become "everything". */
@Provider
public class QueryParameters implements ContainerRequestFilter {
    private static final Map<Method, Map<String, Boolean>> KNOWN = new ConcurrentHashMap<>();

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        MultivaluedMap<String, String> sent = request.getUriInfo().getQueryParameters();
        if (sent.isEmpty() || resource.getResourceMethod() == null) {
            return;
        }
        Map<String, Boolean> known = KNOWN.computeIfAbsent(resource.getResourceMethod(), QueryParameters::knownTo);
        Violations violations = new Violations();
        sent.forEach((parameter, values) -> {
            if (!known.containsKey(parameter)) {
                violations.parameter(
                        parameter,
                        "unknown_parameter",
                        "This is not known here; "
                                + (known.isEmpty()
                                        ? "no parameter is."
                                        : "known are " + String.join(", ", known.keySet()) + "."));
            } else if (values.contains("")) {
                violations.parameter(parameter, "empty", "This has no value; leave the parameter out or give it one.");
            } else if (values.size() > 1 && !known.get(parameter)) {
                violations.parameter(parameter, "repeated", "This may be given once.");
            }
        });
        violations.orElseThrow(ErrorCode.MALFORMED);
    }

    /** The parameters of a method, each with whether it may be repeated. */
    private static Map<String, Boolean> knownTo(Method method) {
        Map<String, Boolean> known = new TreeMap<>();
        for (Parameter parameter : method.getParameters()) {
            QueryParam query = parameter.getAnnotation(QueryParam.class);
            if (query != null) {
                known.put(query.value(), parameter.getType() == List.class);
            } else if (parameter.isAnnotationPresent(BeanParam.class)) {
                addFields(parameter.getType(), known);
            }
        }
        return known;
    }

    private static void addFields(Class<?> type, Map<String, Boolean> known) {
        for (Class<?> level = type; level != Object.class; level = level.getSuperclass()) {
            for (Field field : level.getDeclaredFields()) {
                QueryParam query = field.getAnnotation(QueryParam.class);
                if (query != null) {
                    known.put(query.value(), field.getType() == List.class);
                }
            }
        }
    }
}
