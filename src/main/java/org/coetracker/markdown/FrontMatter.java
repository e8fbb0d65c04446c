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
    private static final int DEEPEST = 8;

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

    private FrontMatter() {}

    /** Nothing but nothing is something else than a text. */
    private static final class Texts extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.NULL, Pattern.compile("^(?:~|null|Null|NULL|)$"), "~nN\0");
            addImplicitResolver(Tag.NULL, Pattern.compile("^$"), null);
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
        reading.wrong("", "front_matter", "The front matter begins here and never ends: close it with a line ---.", 1);
        return document.part(document.size(), document.size());
    }

    private static void members(Passage passage, Reading reading) {
        try {
            Node node = yaml().compose(new StringReader(passage.text() + "\n"));
            if (node instanceof MappingNode mapping) {
                int first = passage.first();
                for (NodeTuple member : mapping.getValue()) {
                    member(member, first, reading);
                }
            } else if (node != null && node.getTag() != Tag.NULL) {
                reading.wrong(
                        "", "front_matter", "The front matter has a \"name: value\" on each line.", passage.first());
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine();
            reading.wrong(
                    "",
                    "front_matter",
                    "This is not well-formed YAML: " + e.getProblem() + ".",
                    passage.first() + line);
        } catch (YAMLException e) {
            reading.wrong("", "front_matter", "The front matter is not well-formed YAML.", passage.first());
        }
    }

    private static void member(NodeTuple member, int first, Reading reading) {
        String name = name(member);
        int line = line(member.getKeyNode(), first);
        if (KEPT.contains(name)) {
            return;
        }
        Reading.Place root = reading.root();
        if (!MEMBERS.contains(name)) {
            Set<String> known = new TreeSet<>(MEMBERS);
            known.addAll(KEPT);
            reading.wrong(
                    "/" + name,
                    "unknown_property",
                    "\"" + Item.shown(name) + "\" is not known here; known are " + String.join(", ", known) + ".",
                    line);
        } else if (root.has(name)) {
            reading.wrong("/" + name, "twice", "\"" + name + "\" is said twice.", line);
        } else {
            JsonNode value = tree(member.getValueNode(), "/" + name, first, 1, reading);
            if (WORDS.contains(name) && value.isTextual()) {
                value = Reading.JSON.textNode(Head.word(value.textValue()));
            }
            if (name.equals("incident") && value instanceof ObjectNode times) {
                times.properties().forEach(time -> {
                    if (time.getValue().isTextual()) {
                        time.setValue(Reading.JSON.textNode(
                                Times.written(time.getValue().textValue())));
                    }
                });
            }
            if (!value.isNull()) {
                root.put(name, value, line);
            }
        }
    }

    private static JsonNode tree(Node node, String pointer, int first, int depth, Reading reading) {
        reading.at(pointer, line(node, first));
        if (depth > DEEPEST) {
            reading.wrong(pointer, "too_deep", "This nests too deep.", line(node, first));
            return Reading.JSON.nullNode();
        }
        if (node instanceof ScalarNode scalar) {
            return scalar.getTag().equals(Tag.NULL)
                    ? Reading.JSON.nullNode()
                    : Reading.JSON.textNode(scalar.getValue());
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode list = Reading.JSON.arrayNode();
            sequence.getValue()
                    .forEach(item -> list.add(tree(item, pointer + "/" + list.size(), first, depth + 1, reading)));
            return list;
        }
        ObjectNode object = Reading.JSON.objectNode();
        for (NodeTuple member : ((MappingNode) node).getValue()) {
            String name = name(member);
            if (object.has(name)) {
                reading.wrong(
                        pointer + "/" + name,
                        "twice",
                        "\"" + Item.shown(name) + "\" is said twice.",
                        line(member.getKeyNode(), first));
            }
            object.set(name, tree(member.getValueNode(), pointer + "/" + name, first, depth + 1, reading));
        }
        return object;
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
        return new Yaml(new SafeConstructor(limits), new Representer(form), form, limits, new Texts());
    }
}
