package org.coetracker.shared.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/**
 * Reads the bodies of requests strictly. What is not of the documented shape is a 400 that names every place at once:
 * unknown and doubled members, wrong types, unknown enum values, impossible dates, text that is not Unicode.
 */
@Singleton
public class RequestReader {
    /** How deep a body may nest; the deepest record needs six. */
    static final int MAX_DEPTH = 32;

    /** How many values that cannot be read at all are looked for; each costs a reading of the whole body. */
    private static final int MAX_ROUNDS = 25;

    private static final JsonMapper TREES = new JsonMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(40)
                    .build())
            .build());

    private static final JsonMapper RECORDS = JsonMapper.builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .annotationIntrospector(new Alternatives.Picked())
            .addModule(new SimpleModule()
                    .addDeserializer(String.class, new StrictScalars.Text())
                    .addDeserializer(Instant.class, new StrictScalars.Timestamp())
                    .addDeserializer(LocalDate.class, new StrictScalars.Day()))
            .addHandler(new ShapeViolations())
            .build();

    static {
        TREES.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        TREES.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    private final Rules rules;

    RequestReader(Rules rules) {
        this.rules = rules;
    }

    /**
     * Reads a whole body.
     *
     * @throws ProblemException 400 when it is not of the documented shape
     */
    public <T> T read(InputStream body, Class<T> type) throws IOException {
        return convert(tree(body), type);
    }

    /** Reads a merge patch, which has to be an object. */
    public MergePatch readPatch(InputStream body) throws IOException {
        JsonNode tree = tree(body);
        if (!(tree instanceof ObjectNode patch)) {
            throw ProblemException.at(
                    ErrorCode.MALFORMED,
                    "",
                    "wrong_type",
                    "A merge patch is a JSON object with the members to change.");
        }
        return new MergePatch(patch);
    }

    /**
     * Turns a tree into a record.
     *
     * @throws ProblemException 400 when it is not of the documented shape; broken rules are listed too
     */
    public <T> T convert(JsonNode tree, Class<T> type) {
        Violations violations = new Violations();
        if (!tree.isObject()) {
            violations.add("", "wrong_type", "The body has to be a JSON object.");
        }
        noNullItems(JsonPointer.empty(), tree, violations);
        violations.orElseThrow(ErrorCode.MALFORMED);
        if (Alternatives.areDeclaredBy(type)) {
            return Alternatives.pick(type, (ObjectNode) tree, this::convert);
        }
        T value = bind(tree, type, violations);
        if (!violations.isEmpty()) {
            rules.check(value, violations);
            throw ProblemException.of(ErrorCode.MALFORMED, violations.list());
        }
        return value;
    }

    /** Reads again without what cannot be read at all, so that the rest is looked at too. */
    private static <T> T bind(JsonNode tree, Class<T> type, Violations violations) {
        ObjectReader reader = RECORDS.readerFor(type).withAttribute(ShapeViolations.KEY, violations);
        JsonNode readable = tree.deepCopy();
        for (int round = 0; round < MAX_ROUNDS; round++) {
            try {
                return reader.readValue(readable);
            } catch (JsonMappingException e) {
                JsonPointer place = ShapeViolations.place(e);
                if (e instanceof MismatchedInputException mismatch) {
                    violations.add(place.toString(), "wrong_type", ShapeViolations.need(mismatch.getTargetType()));
                } else {
                    violations.add(place.toString(), "range", "This number is out of all bounds.");
                }
                if (!(readable.at(place.head()) instanceof ObjectNode parent)
                        || parent.remove(place.last().getMatchingProperty()) == null) {
                    break;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw ProblemException.of(ErrorCode.MALFORMED, violations.list());
    }

    private static void noNullItems(JsonPointer pointer, JsonNode node, Violations violations) {
        if (node.isArray()) {
            for (int index = 0; index < node.size(); index++) {
                JsonPointer place = pointer.appendIndex(index);
                if (node.get(index).isNull()) {
                    violations.add(place.toString(), "null_item", "A list has no nulls; leave the item out.");
                }
                noNullItems(place, node.get(index), violations);
            }
        }
        node.properties()
                .forEach(member -> noNullItems(pointer.appendProperty(member.getKey()), member.getValue(), violations));
    }

    private static JsonNode tree(InputStream body) throws IOException {
        try {
            JsonNode tree = TREES.readTree(body);
            if (tree == null || tree.isMissingNode()) {
                throw ProblemException.of(
                        ErrorCode.MALFORMED, "The body is empty; send the JSON object that the documentation shows.");
            }
            return tree;
        } catch (StreamConstraintsException | NumberFormatException e) {
            throw ProblemException.of(
                    ErrorCode.MALFORMED,
                    "The body nests deeper than " + MAX_DEPTH + " levels or has a number that is out of all bounds.");
        } catch (JsonParseException e) {
            throw ProblemException.of(ErrorCode.MALFORMED, explain(e));
        } catch (JsonProcessingException e) {
            throw ProblemException.of(ErrorCode.MALFORMED, "The body is not one JSON value" + position(e) + ".");
        }
    }

    private static String explain(JsonParseException e) {
        String original = e.getOriginalMessage();
        if (original.startsWith("Duplicate field")) {
            return original.replaceAll("\\s+", " ") + ": each member may be named once" + position(e) + ".";
        }
        return "The body is not well-formed JSON" + position(e) + ".";
    }

    private static String position(JsonProcessingException e) {
        return e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    /** Where the parser stands, as a JSON pointer. */
    static String pointer(JsonParser parser) {
        JsonStreamContext context = parser.getParsingContext();
        // At the opening bracket of a value the parser stands inside of it already.
        boolean isInside =
                parser.currentToken() != null && parser.currentToken().isStructStart();
        return (isInside ? context.getParent() : context).pathAsPointer().toString();
    }
}
