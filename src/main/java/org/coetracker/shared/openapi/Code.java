package org.coetracker.shared.openapi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.coetracker.shared.http.Idempotent;
import org.coetracker.shared.http.Tagged;
import org.coetracker.shared.page.SortKey;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** What the code says and the scanner does not see. */
final class Code {
    private static final DotName OPERATION = DotName.createSimple(Operation.class);
    private static final DotName SCHEMA = DotName.createSimple(Schema.class);
    private static final DotName IDEMPOTENT = DotName.createSimple(Idempotent.class);
    private static final DotName TAGGED = DotName.createSimple(Tagged.class);

    private final IndexView index;

    Code(IndexView index) {
        this.index = index;
    }

    /** Whether the operation takes an idempotency key. */
    boolean isIdempotent(String operationId) {
        return index.getAnnotations(OPERATION).stream()
                .filter(annotation -> annotation.target().kind() == AnnotationTarget.Kind.METHOD)
                .filter(annotation -> operationId.equals(text(annotation, "operationId")))
                .map(annotation -> annotation.target().asMethod())
                .anyMatch(Code::isIdempotent);
    }

    private static boolean isIdempotent(MethodInfo method) {
        return method.hasDeclaredAnnotation(IDEMPOTENT)
                || method.declaringClass().hasDeclaredAnnotation(IDEMPOTENT);
    }

    /** Whether what the schema shows has an entity tag. */
    boolean isTagged(String schema) {
        return view(schema)
                .filter(view -> view.interfaceNames().contains(TAGGED))
                .isPresent();
    }

    /** What a list of these items can be sorted by, in both directions: the sort keys in the package of the items. */
    List<String> sorts(String item) {
        String folder = view(item).map(view -> view.name().packagePrefix()).orElse("");
        List<String> sorts = new ArrayList<>();
        index.getAllKnownImplementors(SortKey.class).stream()
                .filter(keys -> keys.isEnum() && keys.name().packagePrefix().equals(folder))
                .filter(keys -> keys.simpleName().endsWith("Sort"))
                .filter(keys -> item.startsWith(keys.simpleName().replaceAll("Sort$", "")))
                .max(Comparator.comparing(keys -> keys.simpleName().length()))
                .ifPresent(keys -> constants(keys)
                        .map(key -> ((SortKey) key).parameter())
                        .forEach(key -> sorts.addAll(List.of(key, "-" + key))));
        return sorts;
    }

    private static Stream<Object> constants(ClassInfo keys) {
        try {
            return Stream.of(Class.forName(
                            keys.name().toString(), true, Thread.currentThread().getContextClassLoader())
                    .getEnumConstants());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<ClassInfo> view(String schema) {
        return index.getAnnotations(SCHEMA).stream()
                .filter(annotation -> annotation.target().kind() == AnnotationTarget.Kind.CLASS)
                .filter(annotation -> schema.equals(text(annotation, "name")))
                .map(annotation -> annotation.target().asClass())
                .findFirst();
    }

    private static String text(AnnotationInstance annotation, String member) {
        AnnotationValue value = annotation.value(member);
        return value == null ? null : value.asString();
    }
}
