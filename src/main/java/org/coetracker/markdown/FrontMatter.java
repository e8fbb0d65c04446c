package org.coetracker.markdown;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The short members of a record, in YAML before the document. Every value is a text: a tag {@code 1.0} or {@code yes} is
 * what it looks like. Nothing is ever constructed from it: its nodes are looked at, and that is all.
 */
final class FrontMatter {
    private static final String MARK = "---";
    private static final String CODE = "front_matter";

    /** The members, a list or the times among them, and nothing in those. */
    private static final int DEEPEST = 3;

    private static final int LONGEST_NAME = 60;

    /** Twice as many as any list may have: enough to be refused for it. */
    private static final int MOST_ITEMS = 200;

    /** What is for the reader; the service that a document is filed with gives its own. */
    private static final Set<String> KEPT = Set.of(
            "id",
            "ref",
            "version",
            "status",
            "createdBy",
            "createdAt",
            "updatedAt",
            "submittedAt",
            "approvedAt",
            "closedAt");

    private static final Set<String> WORDS = Set.of("kind", "severity", "confidentiality");

    private static final Set<String> MEMBERS = Set.of(
            "kind",
            "severity",
            "confidentiality",
            "title",
            "team",
            "owner",
            "reviewers",
            "reviewTeams",
            "visibleTo",
            "services",
            "regions",
            "tags",
            "template",
            "incident");

    private static final Set<String> TIMES =
            Set.of("startedAt", "detectedAt", "engagedAt", "mitigatedAt", "resolvedAt");

    private static final Pattern ODD_BREAKS = Pattern.compile("[\\x85\\u2028\\u2029]");

    private static final String KNOWN = known();

    private FrontMatter() {}

    private static String known() {
        Set<String> known = new TreeSet<>(MEMBERS);
        known.addAll(KEPT);
        return String.join(", ", known);
    }

    /** Nothing but nothing is something else than a text. */
    private static final class Texts extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.NULL, Pattern.compile("^(?:~|null|Null|NULL|)$"), "~nN\0");
            addImplicitResolver(Tag.NULL, Pattern.compile("^$"), null);
        }
    }

    /** A block would give back each sign that ends a line as the plain one, so that texts with others are quoted. */
    private static final class Quoting extends Representer {
        Quoting(DumperOptions form) {
            super(form);
        }

        @Override
        protected Node representScalar(Tag tag, String value, DumperOptions.ScalarStyle style) {
            boolean quoted = ODD_BREAKS.matcher(value).find();
            return super.representScalar(tag, value, quoted ? DumperOptions.ScalarStyle.DOUBLE_QUOTED : style);
        }
    }

    /** Reads what stands before the document, and gives what follows it. */
    static Passage read(Passage document, Reading reading) {
        if (!document.lines().get(0).stripTrailing().equals(MARK)) {
            return document;
        }
        for (int end = 1; end < document.size(); end++) {
            String line = document.lines().get(end).stripTrailing();
            if (line.equals(MARK) || line.equals("...")) {
                members(document.part(1, end), reading);
                return document.part(end + 1, document.size());
            }
        }
        reading.wrong("", CODE, "The front matter begins here and never ends: close it with a line ---.", 1);
        return document.part(document.size(), document.size());
    }

    private static void members(Passage passage, Reading reading) {
        String text = passage.text() + "\n";
        int first = passage.first();
        try {
            if (!isPlain(text, first, reading)) {
                return;
            }
            Node node = yaml().compose(new StringReader(text));
            if (node instanceof MappingNode mapping) {
                for (NodeTuple member : mapping.getValue()) {
                    member(member, first, reading);
                }
            } else if (node != null && node.getTag() != Tag.NULL) {
                reading.wrong("", CODE, "The front matter has a \"name: value\" on each line.", first);
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine();
            reading.wrong("", CODE, "This is not well-formed YAML: " + e.getProblem() + ".", first + line);
        } catch (YAMLException e) {
            reading.wrong("", CODE, "The front matter is not well-formed YAML.", first);
        }
    }

    /** Whether there is nothing in it that needs YAML to be understood: no anchor, no alias, no tag, no nesting. */
    private static boolean isPlain(String text, int first, Reading reading) {
        int depth = 0;
        for (Event event : yaml().parse(new StringReader(text))) {
            int line = first + event.getStartMark().getLine();
            if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
                reading.wrong(
                        "", "too_deep", "This nests too deep; there are texts, lists of texts, and incident.", line);
                return false;
            }
            depth -= event instanceof CollectionEndEvent ? 1 : 0;
            if (event instanceof NodeEvent node && node.getAnchor() != null) {
                reading.wrong("", CODE, "Anchors and aliases are not taken here; write the value out.", line);
                return false;
            }
            if (event instanceof ScalarEvent scalar && scalar.getTag() != null
                    || event instanceof CollectionStartEvent start && start.getTag() != null) {
                reading.wrong("", CODE, "Tags are not taken here; every value is a text.", line);
                return false;
            }
        }
        return true;
    }

    private static void member(NodeTuple member, int first, Reading reading) {
        String name = name(member);
        int line = line(member.getKeyNode(), first);
        if (KEPT.contains(name)) {
            if (member.getValueNode() instanceof ScalarNode scalar) {
                reading.keep(name, scalar.getValue());
            }
            return;
        }
        Reading.Place root = reading.root();
        if (!MEMBERS.contains(name)) {
            unknown("", name, KNOWN, line, reading);
        } else if (root.has(name)) {
            reading.wrong("/" + name, "twice", "\"" + name + "\" is said twice.", line);
        } else {
            reading.at("/" + name, line(member.getValueNode(), first));
            JsonNode value = value(name, member.getValueNode(), first, reading);
            if (WORDS.contains(name) && value.isTextual()) {
                value = Reading.JSON.textNode(Head.word(value.textValue()));
            }
            if (!value.isNull()) {
                root.put(name, value, line);
            }
        }
    }

    private static void unknown(String parent, String name, String known, int line, Reading reading) {
        // A name may be as long as the document, and its pointer stands in the answer.
        String pointer = name.length() > LONGEST_NAME
                ? parent
                : parent + "/" + name.replace("~", "~0").replace("/", "~1");
        reading.wrong(
                pointer,
                "unknown_property",
                "\"" + Item.shown(name) + "\" is not known here; known are " + known + ".",
                line);
    }

    /** A text, a list of texts, or the times of the incident. */
    private static JsonNode value(String name, Node node, int first, Reading reading) {
        if (node instanceof SequenceNode sequence) {
            ArrayNode list = Reading.JSON.arrayNode();
            for (Node item : sequence.getValue().stream().limit(MOST_ITEMS).toList()) {
                reading.at("/" + name + "/" + list.size(), line(item, first));
                list.add(text(item, "/" + name + "/" + list.size(), first, reading));
            }
            return list;
        }
        return node instanceof MappingNode times && name.equals("incident")
                ? incident(times, first, reading)
                : text(node, "/" + name, first, reading);
    }

    private static JsonNode text(Node node, String pointer, int first, Reading reading) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getTag().equals(Tag.NULL)
                    ? Reading.JSON.nullNode()
                    : Reading.JSON.textNode(scalar.getValue());
        }
        reading.wrong(pointer, "wrong_type", "This has to be a text.", line(node, first));
        return Reading.JSON.textNode("");
    }

    private static JsonNode incident(MappingNode node, int first, Reading reading) {
        ObjectNode incident = Reading.JSON.objectNode();
        for (NodeTuple time : node.getValue()) {
            String name = name(time);
            int line = line(time.getKeyNode(), first);
            if (!TIMES.contains(name)) {
                unknown("/incident", name, String.join(", ", new TreeSet<>(TIMES)), line, reading);
            } else if (incident.has(name)) {
                reading.wrong("/incident/" + name, "twice", "\"" + name + "\" is said twice.", line);
            } else {
                reading.at("/incident/" + name, line);
                JsonNode value = text(time.getValueNode(), "/incident/" + name, first, reading);
                incident.set(name, value.isTextual() ? Reading.JSON.textNode(Times.written(value.textValue())) : value);
            }
        }
        return incident;
    }

    private static String name(NodeTuple member) {
        return member.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
    }

    private static int line(Node node, int first) {
        return first + node.getStartMark().getLine();
    }

    /** The members as they stand before a document, with the marks around them. */
    static String write(Map<String, Object> members) {
        return MARK + "\n" + yaml().dump(members) + MARK + "\n";
    }

    private static Yaml yaml() {
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(0);
        limits.setAllowRecursiveKeys(false);
        limits.setNestingDepthLimit(DEEPEST);
        DumperOptions form = new DumperOptions();
        form.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        form.setSplitLines(false);
        form.setAllowUnicode(true);
        form.setNonPrintableStyle(DumperOptions.NonPrintableStyle.ESCAPE);
        return new Yaml(new SafeConstructor(limits), new Quoting(form), form, limits, new Texts());
    }
}
