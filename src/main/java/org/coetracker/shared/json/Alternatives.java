package org.coetracker.shared.json;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;

/**
 * Bodies of several shapes, told apart by one member, as the type's Jackson annotations declare it. Jackson's own way of
 * reading them loses the places of what is wrong.
 */
final class Alternatives {
    private Alternatives() {}

    static boolean areDeclaredBy(Class<?> type) {
        return type.isAnnotationPresent(JsonTypeInfo.class) && type.isAnnotationPresent(JsonSubTypes.class);
    }

    /**
     * Reads the alternative that the body names.
     *
     * @throws ProblemException 400 when it names none
     */
    static <T> T pick(Class<T> type, ObjectNode tree, BiFunction<JsonNode, Class<? extends T>, T> reader) {
        String member = type.getAnnotation(JsonTypeInfo.class).property();
        JsonSubTypes.Type[] all = type.getAnnotation(JsonSubTypes.class).value();
        JsonNode named = tree.path(member);
        for (JsonSubTypes.Type one : all) {
            if (named.isTextual() && named.asText().equals(one.name())) {
                ObjectNode rest = tree.deepCopy();
                rest.remove(member);
                return reader.apply(rest, one.value().asSubclass(type));
            }
        }
        String names = Arrays.stream(all).map(JsonSubTypes.Type::name).collect(Collectors.joining(", "));
        String code = named.isMissingNode() || named.isNull() ? "required" : "unknown_value";
        throw ProblemException.at(ErrorCode.MALFORMED, "/" + member, code, member + " is one of: " + names + ".");
    }

    /** Reads one alternative as what it is, once it has been picked. */
    static final class Picked extends LowerCaseEnums {
        private static final long serialVersionUID = 1L;

        @Override
        public TypeResolverBuilder<?> findTypeResolver(MapperConfig<?> config, AnnotatedClass type, JavaType baseType) {
            return null;
        }
    }
}
