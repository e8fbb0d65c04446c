package org.coetracker.markdown;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.coetracker.shared.problem.SourceLines;
import org.coetracker.shared.problem.Violation;

/** What has been understood of a document so far: the record as JSON, the line of each of its members, and what is wrong. */
final class Reading implements SourceLines {
    /** Numbers keep the zeros that they were written with. */
    static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);

    private static final Pattern REF = Pattern.compile("COE-[1-9]\\d{0,17}");
    private static final Pattern VERSION = Pattern.compile("\\d{1,9}");

    /** As long as a number in JSON may be. */
    private static final int LONGEST_NUMBER = 40;

    /** More than anybody reads; what is beyond is said when these are mended. */
    private static final int MOST = 200;

    private final ObjectNode record = JSON.objectNode();
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Violation> wrong = new ArrayList<>();
    private final Map<String, String> kept = new HashMap<>();

    ObjectNode record() {
        return record;
    }

    List<Violation> wrong() {
        return wrong;
    }

    /** Remembers what the service has kept where the document was exported. */
    void keep(String name, String value) {
        kept.put(name, value);
    }

    /** The ref of the record that the document shows; null when it shows none. */
    String ref() {
        String ref = kept.getOrDefault("ref", "");
        return REF.matcher(ref).matches() ? ref : null;
    }

    /** Whether the document shows a record that is filed, and so says all there is to say. */
    boolean isExport() {
        return ref() != null
                || VERSION.matcher(kept.getOrDefault("version", "")).matches();
    }

    Place root() {
        return new Place(record, "");
    }

    /** Notes what could not be understood. */
    void wrong(String pointer, String code, String detail, int line) {
        if (wrong.size() < MOST) {
            wrong.add(Violation.at(pointer, code, detail).onLine(line));
        }
    }

    /** Notes on which line something stands. */
    void at(String pointer, int line) {
        lines.put(pointer, line);
    }

    @Override
    public Integer lineOf(String pointer) {
        String place = pointer;
        while (!lines.containsKey(place)) {
            if (place.isEmpty()) {
                return 1;
            }
            place = place.substring(0, Math.max(0, place.lastIndexOf('/')));
        }
        return lines.get(place);
    }

    /** An object of the record that is being filled. */
    final class Place {
        private final ObjectNode node;
        private final String pointer;

        private Place(ObjectNode node, String pointer) {
            this.node = node;
            this.pointer = pointer;
        }

        String pointer() {
            return pointer;
        }

        Reading reading() {
            return Reading.this;
        }

        boolean has(String name) {
            return node.has(name);
        }

        String string(String name) {
            return node.path(name).asText(null);
        }

        /** A member that is an object; made when it is not there. */
        Place object(String name, int line) {
            lines.putIfAbsent(pointer + "/" + name, line);
            return new Place(node.withObjectProperty(name), pointer + "/" + name);
        }

        /** A new object at the end of a member that is a list. */
        Place item(String name, int line) {
            ArrayNode list = node.withArrayProperty(name);
            String at = pointer + "/" + name + "/" + list.size();
            lines.put(at, line);
            return new Place(list.addObject(), at);
        }

        /** The value of a member; null leaves it out. */
        void put(String name, String value, int line) {
            if (value != null) {
                put(name, JSON.textNode(value), line);
            }
        }

        void put(String name, JsonNode value, int line) {
            lines.put(pointer + "/" + name, line);
            node.set(name, value);
        }

        void put(String name, List<String> values, int line) {
            ArrayNode list = JSON.arrayNode();
            values.forEach(list::add);
            put(name, list, line);
        }

        /** A number; what is none goes on as it is, to be refused for it. */
        void number(String name, String value, int line) {
            try {
                put(
                        name,
                        value.length() > LONGEST_NUMBER ? JSON.textNode(value) : JSON.numberNode(new BigDecimal(value)),
                        line);
            } catch (NumberFormatException e) {
                put(name, JSON.textNode(value), line);
            }
        }

        /** A text that stands in a passage. */
        void text(String name, Passage passage) {
            put(
                    name,
                    TextForm.read(passage),
                    passage.trimmed().isEmpty()
                            ? passage.first()
                            : passage.trimmed().first());
        }

        /** Notes that something here could not be understood. */
        void wrong(String code, String detail, int line) {
            Reading.this.wrong(pointer, code, detail, line);
        }
    }
}
