package org.coetracker.comment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.coetracker.coe.CoeView;
import org.coetracker.shared.Ids;
import org.coetracker.shared.json.JsonText;

/**
 * The places in a record that comments are about. A caller names one by a JSON Pointer (RFC 6901); what is written down
 * names the items of lists by what stays with them: {@code /rootCause/causes/c2}, where the pointer had an index. Items
 * without an id go by their pillar, kind or text, and where several have the same, by their place among these
 * ({@code customers}, {@code customers#2}).
 */
final class Places {
    private static final List<String> KEYS = List.of("id", "pillar", "ref", "kind");
    private static final List<String> WORDS = List.of("title", "text", "narrative", "ref", "pillar", "kind");
    private static final String ACTIONS = "correctiveActions";
    private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d{0,6}");
    private static final Pattern HALF_ESCAPED = Pattern.compile("~(?![01])");
    /** Behind an id, where it looks like an index. */
    private static final String BY_ID = "#1";

    private static final int MOST_WORDS = 300;
    private static final int MOST_NAMES = 30;

    /** Characters in a pointer at most. */
    static final int LONGEST = 500;
    /** What a pointer is, as the end of a sentence. */
    static final String FORM = "a JSON Pointer (RFC 6901), such as /rootCause/causes/c1 or /impact.";

    private final CoeView coe;
    private JsonNode root;

    Places(CoeView coe) {
        this.coe = coe;
    }

    /**
     * A place.
     *
     * @param text as it is written down; null for none
     * @param words what is there, in words; null when there is nothing to say but where it is
     */
    record Place(String text, String words) {
        /** Of what has no place of its own. */
        static final Place NONE = new Place(null, null);
    }

    /**
     * An action that a place is in.
     *
     * @param id its id
     * @param team whose it is
     */
    record InAction(UUID id, String team) {}

    /** Whether the text is a JSON Pointer at all. */
    static boolean isPointer(String text) {
        return text.isEmpty()
                || text.startsWith("/") && !HALF_ESCAPED.matcher(text).find();
    }

    /** A pointer as it is meant: no member of a record has no name, so that {@code /} stands for the record as a whole. */
    static String asked(String pointer) {
        return pointer.equals("/") ? "" : pointer;
    }

    /** Why it is not clear where a pointer leads, as sentences: it has the index of one item that is the id of another. */
    Optional<String> ambiguity(String pointer) {
        Walk walk = new Walk();
        for (String token : tokens(pointer)) {
            String list = walk.pointer.toString();
            if (walk.isAmbiguous(token)) {
                return Optional.of("In " + list + ", " + token + " is the index of one item and the id of another. Name"
                        + " the first by its id, and the second as " + token + BY_ID + ".");
            }
            if (!walk.step(token, true)) {
                break;
            }
        }
        return Optional.empty();
    }

    /** The place that a pointer names, where lists take an index or an id; empty when there is none. */
    Optional<Place> find(String pointer) {
        Walk walk = new Walk();
        for (String token : tokens(pointer)) {
            if (!walk.step(token, true)) {
                return Optional.empty();
            }
        }
        return Optional.of(new Place(walk.place(), pointer.isEmpty() ? null : words(walk.here)));
    }

    /** What there is where a pointer goes wrong, as a sentence. */
    String whatExists(String pointer) {
        Walk walk = new Walk();
        for (String token : tokens(pointer)) {
            if (!walk.step(token, true)) {
                break;
            }
        }
        List<String> names = new ArrayList<>();
        if (walk.here.isArray()) {
            names.addAll(keys(walk.here));
        } else {
            walk.here.fieldNames().forEachRemaining(names::add);
        }
        String where = walk.pointer.isEmpty() ? "The record" : walk.pointer.toString();
        if (names.isEmpty()) {
            return where + (walk.here.isArray() ? " is empty." : " has nothing below it.");
        }
        return where + " has "
                + names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMES ? ", …." : ".");
    }

    /** A pointer as places are written down, as far as it leads anywhere, and as it is from there on. */
    String written(String pointer) {
        Walk walk = new Walk();
        StringBuilder rest = new StringBuilder();
        for (String token : tokens(pointer)) {
            if (!rest.isEmpty() || !walk.step(token, true)) {
                rest.append('/').append(escaped(token));
            }
        }
        return walk.place() + rest;
    }

    /**
     * The pointer at which a place that was written down is now. Where the item of a list is still there and what was
     * below it is not, be it in a list of its own, that is the item; empty when the item is gone.
     */
    Optional<String> pointer(String place) {
        if (place.isEmpty()) {
            return Optional.of("");
        }
        Walk walk = new Walk();
        for (String token : tokens(place)) {
            if (!walk.step(token, false)) {
                return Optional.ofNullable(walk.lastItem);
            }
        }
        return Optional.of(walk.pointer.toString());
    }

    /** The action that a place is in, if it is in one that is still there. */
    Optional<InAction> action(String place) {
        List<String> tokens = tokens(place);
        if (tokens.size() < 2 || !tokens.get(0).equals(ACTIONS)) {
            return Optional.empty();
        }
        for (JsonNode action : root().path(ACTIONS)) {
            if (action.path("ref").asText().equals(tokens.get(1))) {
                return Ids.parse(action.path("id").asText())
                        .map(id -> new InAction(id, action.path("team").asText()));
            }
        }
        return Optional.empty();
    }

    /** The id of the item that a place is in, or what stands for it; null when it is in none. */
    static String item(String place) {
        List<String> tokens = tokens(place);
        return switch (tokens.isEmpty() ? "" : tokens.get(0)) {
            case ACTIONS, "relatedItems", "reviewers", "reviewTeams", "visibleTo", "services", "regions", "tags" ->
                tokens.size() > 1 ? tokens.get(1) : null;
            case "whatHappened", "impact", "rootCause", "supportingData", "criticalImplications", "lessons" ->
                tokens.size() > 2 ? tokens.get(2) : null;
            default -> null;
        };
    }

    private JsonNode root() {
        if (root == null) {
            root = JsonText.parse(JsonText.write(coe));
        }
        return root;
    }

    private static List<String> tokens(String pointer) {
        return pointer.isEmpty()
                ? List.of()
                : Arrays.stream(pointer.substring(1).split("/", -1))
                        .map(token -> token.replace("~1", "/").replace("~0", "~"))
                        .toList();
    }

    private static String escaped(String token) {
        return token.replace("~", "~0").replace("/", "~1");
    }

    /** What stays with each item of a list, in their order. */
    private static List<String> keys(JsonNode list) {
        Map<String, Integer> before = new HashMap<>();
        List<String> keys = new ArrayList<>();
        for (JsonNode item : list) {
            String key = key(item);
            int place = before.merge(key, 1, Integer::sum);
            keys.add(place == 1 && !key.isEmpty() ? key : key + "#" + place);
        }
        return keys;
    }

    private static String key(JsonNode item) {
        if (item.isValueNode()) {
            return item.asText();
        }
        // An action has an id as well, but goes by its ref everywhere.
        boolean action = item.has("ref") && item.has("reDateCount");
        return action ? item.path("ref").asText() : first(item, KEYS);
    }

    private static String first(JsonNode item, List<String> members) {
        return members.stream()
                .map(item::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElse("");
    }

    private static String words(JsonNode node) {
        String words = node.isObject() ? first(node, WORDS) : node.isValueNode() && !node.isNull() ? node.asText() : "";
        String line = words.strip();
        if (line.isEmpty()) {
            return null;
        }
        int length = line.codePointCount(0, line.length());
        return length <= MOST_WORDS ? line : line.substring(0, line.offsetByCodePoints(0, MOST_WORDS)) + "…";
    }

    /** From the record down, a token at a time. */
    private final class Walk {
        private final StringBuilder pointer = new StringBuilder();
        private final StringBuilder place = new StringBuilder();
        private JsonNode here = root();
        private String lastItem;

        /** Goes one down; stays where it is and says no when there is nothing. */
        private boolean step(String token, boolean byIndex) {
            JsonNode next;
            String named = token;
            String kept = token;
            if (here.isArray()) {
                List<String> keys = keys(here);
                int index = byIndex ? asked(keys, token) : keys.indexOf(token);
                if (index < 0) {
                    return false;
                }
                next = here.path(index);
                named = Integer.toString(index);
                kept = keys.get(index);
            } else {
                next = here.path(token);
            }
            if (next.isMissingNode()) {
                return false;
            }
            pointer.append('/').append(escaped(named));
            place.append('/').append(escaped(kept));
            if (here.isArray()) {
                lastItem = pointer.toString();
            }
            here = next;
            return true;
        }

        /** The place in a list that a caller names by an index or an id; negative when there is none. */
        private int asked(List<String> keys, String token) {
            int index = index(keys, token);
            if (index >= 0) {
                return index;
            }
            int named = keys.indexOf(token);
            return named < 0 && token.endsWith(BY_ID)
                    ? keys.indexOf(token.substring(0, token.length() - BY_ID.length()))
                    : named;
        }

        private boolean isAmbiguous(String token) {
            if (!here.isArray()) {
                return false;
            }
            List<String> keys = keys(here);
            int index = index(keys, token);
            int named = keys.indexOf(token);
            return index >= 0 && named >= 0 && index != named;
        }

        private static int index(List<String> keys, String token) {
            return INDEX.matcher(token).matches() && Integer.parseInt(token) < keys.size()
                    ? Integer.parseInt(token)
                    : -1;
        }

        private String place() {
            return place.toString();
        }
    }
}
