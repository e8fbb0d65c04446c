package org.coetracker.shared.http;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which methods an address takes: the Allow header that a 405 has to have (RFC 9110, section 15.5.6); and which types of
 * bodies, for what a 415 says.
 */
@Singleton
class AllowedMethods {
    private static final Pattern PARAMETER = Pattern.compile("\\{[^/]+}");

    private final BeanManager beans;
    private volatile Map<Pattern, Map<String, List<String>>> byPath;

    AllowedMethods(BeanManager beans) {
        this.beans = beans;
    }

    /** The methods of a path; empty where there is nothing. */
    Set<String> of(String path) {
        Set<String> methods = new TreeSet<>();
        table().forEach((pattern, known) -> {
            if (pattern.matcher(path).matches()) {
                methods.addAll(known.keySet());
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

    /** The types of the bodies that a method of a path takes; empty where it takes none. */
    List<String> types(String path, String method) {
        return table().entrySet().stream()
                .filter(known -> known.getKey().matcher(path).matches())
                .map(known -> known.getValue().getOrDefault(method, List.of()))
                .filter(types -> !types.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** What there is; an address that is written out stands before one that matches it too. */
    private Map<Pattern, Map<String, List<String>>> table() {
        if (byPath == null) {
            Map<String, Map<String, List<String>>> byTemplate = new HashMap<>();
            beans.getBeans(Object.class, Any.Literal.INSTANCE)
                    .forEach(bean -> collect(bean.getBeanClass(), byTemplate));
            Map<Pattern, Map<String, List<String>>> table = new LinkedHashMap<>();
            byTemplate.entrySet().stream()
                    .sorted(Comparator.comparingLong(known ->
                            known.getKey().chars().filter(sign -> sign == '{').count()))
                    .forEach(known -> table.put(pattern(known.getKey()), known.getValue()));
            byPath = table;
        }
        return byPath;
    }

    /** The addresses that a template stands for; what is no parameter of it means itself, dots included. */
    static Pattern pattern(String template) {
        StringBuilder pattern = new StringBuilder();
        int end = 0;
        for (Matcher parameter = PARAMETER.matcher(template); parameter.find(); end = parameter.end()) {
            pattern.append(Pattern.quote(template.substring(end, parameter.start())))
                    .append("[^/]+");
        }
        return Pattern.compile(pattern.append(Pattern.quote(template.substring(end)))
                .append("/?")
                .toString());
    }

    private static void collect(Class<?> resource, Map<String, Map<String, List<String>>> byTemplate) {
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
                            .computeIfAbsent(root.value() + (path == null ? "" : path.value()), key -> new HashMap<>())
                            .put(http.value(), types(resource, method));
                }
            }
        }
    }

    private static List<String> types(Class<?> resource, Method method) {
        Consumes own = method.getAnnotation(Consumes.class);
        Consumes types = own == null ? resource.getAnnotation(Consumes.class) : own;
        return types == null ? List.of() : List.of(types.value());
    }
}
