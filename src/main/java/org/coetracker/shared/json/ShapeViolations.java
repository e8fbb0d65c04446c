package org.coetracker.shared.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.coetracker.shared.problem.Violations;

/** Notes each place where a body is not of the documented shape, and lets the reading go on to find the rest. */
final class ShapeViolations extends DeserializationProblemHandler {
    /** The attribute of the reading that holds the {@link Violations}. */
    static final Object KEY = ShapeViolations.class;

    static void add(JsonParser parser, DeserializationContext context, String code, String detail) {
        ((Violations) context.getAttribute(KEY)).add(RequestReader.pointer(parser), code, detail);
    }

    /** Where a value could not be read. */
    static JsonPointer place(JsonMappingException e) {
        JsonPointer place = JsonPointer.empty();
        for (JsonMappingException.Reference step : e.getPath()) {
            place = step.getFieldName() == null
                    ? place.appendIndex(step.getIndex())
                    : place.appendProperty(step.getFieldName());
        }
        return place;
    }

    /** What would have been right. */
    static String need(Class<?> type) {
        if (type != null && type.isEnum()) {
            return "Use one of: " + words(type) + ".";
        }
        return "A " + (type == null ? "value of another type" : name(type)) + " is needed here.";
    }

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            JsonDeserializer<?> deserializer,
            Object beanOrClass,
            String propertyName)
            throws IOException {
        String known = deserializer.getKnownPropertyNames().stream()
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(", "));
        ((Violations) context.getAttribute(KEY))
                .add(
                        place(parser, context, propertyName),
                        "unknown_property",
                        "\"" + propertyName + "\" is not known here; known are " + known + ".");
        parser.skipChildren();
        return true;
    }

    /** Unknown members are kept aside until their record can be made, and have lost their place by then. */
    private static String place(JsonParser parser, DeserializationContext context, String property) {
        JsonParser body = context.getParser();
        if (parser == body) {
            return RequestReader.pointer(parser);
        }
        JsonStreamContext at = body.getParsingContext();
        JsonStreamContext record = body.hasToken(JsonToken.END_OBJECT) ? at : at.getParent();
        return record.pathAsPointer().appendProperty(property).toString();
    }

    @Override
    public Object handleWeirdStringValue(
            DeserializationContext context, Class<?> targetType, String value, String failure) {
        if (targetType.isEnum()) {
            add(context.getParser(), context, "unknown_value", need(targetType));
        } else {
            add(context.getParser(), context, "wrong_type", "A " + name(targetType) + " is needed, not a string.");
        }
        return null;
    }

    @Override
    public Object handleWeirdNumberValue(
            DeserializationContext context, Class<?> targetType, Number value, String failure) {
        add(context.getParser(), context, "wrong_type", "A " + name(targetType) + " is needed, not this number.");
        return null;
    }

    @Override
    public Object handleUnexpectedToken(
            DeserializationContext context, JavaType targetType, JsonToken token, JsonParser parser, String failure)
            throws IOException {
        add(parser, context, "wrong_type", "A " + name(targetType.getRawClass()) + " is needed here.");
        parser.skipChildren();
        return null;
    }

    private static String words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static String name(Class<?> type) {
        if (type == String.class || type.isEnum()) {
            return "string";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "boolean (true or false)";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "number";
        }
        return java.util.Collection.class.isAssignableFrom(type) ? "list (JSON array)" : "JSON object";
    }
}
