package org.coetracker.markdown;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;

/**
 * Reads a document into the JSON that would be sent to file the same. Whatever it does not understand it notes with its
 * line; nothing is dropped.
 */
final class DocumentReader {
    private static final Pattern REF = Pattern.compile("^COE-[1-9]\\d{0,17}(?::[ \t]*|$)");

    /** The sections by what people call them. */
    private static final Map<String, String> SECTIONS = Map.ofEntries(
            Map.entry("summary", "summary"),
            Map.entry("what happened", "whatHappened"),
            Map.entry("what happened?", "whatHappened"),
            Map.entry("impact", "impact"),
            Map.entry("root cause", "rootCause"),
            Map.entry("root causes", "rootCause"),
            Map.entry("supporting data", "supportingData"),
            Map.entry("critical implications", "criticalImplications"),
            Map.entry("lessons", "lessons"),
            Map.entry("lessons learned", "lessons"),
            Map.entry("corrective actions", "correctiveActions"),
            Map.entry("related items", "relatedItems"));

    private final Reading reading = new Reading();
    private final Set<String> read = new HashSet<>();

    private DocumentReader() {}

    static Reading read(String text) {
        DocumentReader reader = new DocumentReader();
        reader.document(Passage.of(text.startsWith("\uFEFF") ? text.substring(1) : text));
        return reader.reading;
    }

    private void document(Passage whole) {
        Passage body = FrontMatter.read(whole, reading);
        List<Blocks.Part> parts = Blocks.of(body);
        parts.forEach(this::unclosed);
        List<Blocks.Part> heads = parts.stream()
                .filter(part -> part.level() == 1 || part.level() == 2)
                .toList();
        int begin = heads.isEmpty() ? body.size() : heads.get(0).start();
        nothing(body.part(0, begin));
        for (int index = 0; index < heads.size(); index++) {
            Blocks.Part head = heads.get(index);
            int end = index + 1 == heads.size()
                    ? body.size()
                    : heads.get(index + 1).start();
            Passage content = body.part(head.end(), end);
            if (head.level() == 1 && read.add("title")) {
                title(head);
                nothing(content);
            } else {
                section(head, content);
            }
        }
    }

    /** A fence or a comment that never ends takes in all that follows; with a section in it, that is no wish of anybody. */
    private void unclosed(Blocks.Part part) {
        boolean isFence = part.node() instanceof FencedCodeBlock fence && fence.getClosingFenceLength() == null;
        boolean isComment = part.node() instanceof HtmlBlock html
                && html.getLiteral().stripLeading().startsWith("<!--")
                && !html.getLiteral().contains("-->");
        if (isFence || isComment) {
            part.passage().lines().stream()
                    .filter(line -> line.startsWith("## ") && SECTIONS.containsKey(Head.plain(line.substring(3))))
                    .findFirst()
                    .ifPresent(line -> reading.wrong(
                            "",
                            "unclosed",
                            (isFence ? "This fence" : "This comment") + " is never closed, and \"" + Item.shown(line)
                                    + "\" is in it.",
                            part.line()));
        }
    }

    private void title(Blocks.Part head) {
        String title = REF.matcher(head.heading()).replaceFirst("");
        Reading.Place root = reading.root();
        if (title.isEmpty()) {
            return;
        }
        if (root.has("title") && !title.equals(root.string("title"))) {
            reading.wrong(
                    "/title",
                    "twice",
                    "The title is another one in the front matter; let one of them go, or change both.",
                    head.line());
        }
        root.put("title", title, head.line());
    }

    private void nothing(Passage content) {
        if (!content.isEmpty()) {
            reading.wrong(
                    "",
                    "unplaced",
                    "What stands before the first section belongs to none; put it under \"## Summary\", for one.",
                    content.trimmed().first());
        }
    }

    private void section(Blocks.Part head, Passage content) {
        String name = SECTIONS.get(Head.plain(head.heading()));
        if (name == null) {
            reading.wrong(
                    "",
                    "unknown_heading",
                    "\"" + Item.shown(head.heading()) + "\" is none of the sections: Summary, What happened, Impact,"
                            + " Root cause, Supporting data, Critical implications, Lessons, Corrective actions, Related"
                            + " items. Inside of a section, headings have three or more #; a line of dashes below a text"
                            + " makes a heading of it.",
                    head.line());
            return;
        }
        if (!read.add(name)) {
            reading.wrong("/" + name, "twice", "There are two sections of this name.", head.line());
            return;
        }
        reading.at("/" + name, head.line());
        AnswerReader answers = new AnswerReader(reading);
        switch (name) {
            case "summary" -> reading.root().text("summary", content);
            case "correctiveActions" -> new ActionReader(reading).actions(content);
            case "relatedItems" -> answers.relatedItems(content);
            default -> answers.answer(name, reading.root().object(name, head.line()), content);
        }
    }

    /**
     * A part of a section with a heading of three #.
     *
     * @param name plain, as {@link Head#plain} makes it
     */
    record Part(String heading, String name, int line, Passage content) {}

    /** What stands before the first part that is known (all others are text there), and then the parts. */
    record Parts(Passage lead, List<Part> parts) {
        /** @param known the names of the parts; null when each heading begins one */
        static Parts of(Passage section, Set<String> known) {
            List<Blocks.Part> blocks = Blocks.of(section);
            List<Blocks.Part> heads = new ArrayList<>();
            for (Blocks.Part block : blocks) {
                if (block.level() == 3
                        && (!heads.isEmpty() || known == null || known.contains(Head.plain(block.heading())))) {
                    heads.add(block);
                }
            }
            List<Part> parts = new ArrayList<>();
            for (int index = 0; index < heads.size(); index++) {
                Blocks.Part head = heads.get(index);
                int end = index + 1 == heads.size()
                        ? section.size()
                        : heads.get(index + 1).start();
                parts.add(new Part(
                        head.heading(), Head.plain(head.heading()), head.line(), section.part(head.end(), end)));
            }
            return new Parts(
                    section.part(
                            0, heads.isEmpty() ? section.size() : heads.get(0).start()),
                    parts);
        }
    }
}
