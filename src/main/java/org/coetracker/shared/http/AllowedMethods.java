package org.coetracker.shared.http;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which methods an address takes: the Allow header that a 405 has to have (RFC 9110, section 15.5.6). */
@Singleton
class AllowedMethods {
    private final BeanManager beans;
    private volatile Map<Pattern, Set<String>> byPath;

    AllowedMethods(BeanManager beans) {
        this.beans = beans;
    }

    /** The methods of a path; empty where there is nothing. */
    Set<String> of(String path) {
        Set<String> methods = new TreeSet<>();
        table().forEach((pattern, known) -> {
            if (pattern.matcher(path).matches()) {
                methods.addAll(known);
            }
        });
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return methods;
    }

    private Map<Pattern, Set<String>> table() {
        if (byPath == null) {
            Map<String, Set<String>> byTemplate = new LinkedHashMap<>();
            beans.getBeans(Object.class, Any.Literal.INSTANCE)
                    .forEach(bean -> collect(bean.getBeanClass(), byTemplate));
            Map<Pattern, Set<String>> table = new LinkedHashMap<>();
            byTemplate.forEach((template, methods) ->
                    table.put(Pattern.compile(template.replaceAll("\\{[^/]+}", "[^/]+") + "/?"), methods));
            byPath = table;
        }
        return byPath;
    }

    private static void collect(Class<?> resource, Map<String, Set<String>> byTemplate) {
        Path root = resource.getAnnotation(Path.class);
        if (root == null) {
            return;
        }
        for (Method method : resource.getDeclaredMethods()) {
            for (Annotation annotation : method.getAnnotations()) {
                HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
                if (http != null) {
                    Path path = method.getAnnotation(Path.class);
                    byTemplate
                            .computeIfAbsent(root.value() + (path == null ? "" : path.value()), key -> new TreeSet<>())
                            .add(http.value());
                }
            }
        }
    }
}
