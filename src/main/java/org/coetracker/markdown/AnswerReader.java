package org.coetracker.markdown;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coetracker.coe.answer.ItemIds;
import org.coetracker.markdown.DocumentReader.Part;
import org.coetracker.markdown.DocumentReader.Parts;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.Paragraph;

/** Reads the sections that answer a question. */
final class AnswerReader {
    /** How a file is told apart from others, beside its id. */
    static final String FILE = "file";

    static final String SHA256 = "sha 256";

    private static final String EXPOSURE = "security exposure";
    private static final Pattern REF = Pattern.compile("COE-[1-9]\\d{0,17}(-A[1-9]\\d{0,8})?");

    private final Reading reading;

    AnswerReader(Reading reading) {
        this.reading = reading;
    }

    void answer(String question, Reading.Place place, Passage section) {
        switch (question) {
            case "whatHappened" -> whatHappened(place, section);
            case "impact" -> impact(place, section);
            case "rootCause" -> rootCause(place, section);
            case "supportingData" -> supportingData(place, section);
            case "criticalImplications" -> criticalImplications(place, section);
            case "lessons" -> lessons(place, section);
            default -> throw new IllegalArgumentException(question);
        }
    }

    private void whatHappened(Reading.Place place, Passage section) {
        Parts parts = Parts.of(section, Set.of("timeline"));
        place.text("narrative", parts.lead());
        once(place, parts, Set.of("timeline"), part -> timeline(place, part.content()));
    }

    private void timeline(Reading.Place place, Passage passage) {
        boolean hasTables = Blocks.mayHaveTables(passage);
        for (Blocks.Part block : hasTables ? Blocks.withTables(passage) : Blocks.of(passage)) {
            if (block.node() instanceof TableBlock) {
                new TimelineTable(place).read(block);
            } else if (!hasTables
                    && block.node() instanceof Paragraph
                    && block.passage().lines().stream().anyMatch(line -> Blocks.bars(line) > 0)) {
                place.wrong(
                        "table_too_large",
                        "The lines of the timeline times the columns of its widest line are more than 20,000; leave out"
                                + " columns, or write the entries as a list.",
                        block.line());
            } else {
                items(place, block, "2026-02-28T13:54:00Z, trigger: What was seen or done.", this::entry);
            }
        }
    }

    private void entry(Reading.Place list, Passage passage) {
        Reading.Place entry = list.item("timeline", passage.first());
        Item item = Item.of(passage, Set.of(), reading, entry.pointer());
        List<String> words = words(entry, item, 1, 2, "the time, and the kind");
        value(entry, "at", words.isEmpty() ? null : Times.written(words.get(0)), item.line());
        value(entry, "kind", words.size() < 2 ? null : Head.word(words.get(1)), item.line());
        notes(entry, item, true, Set.of("evidence"));
        text(entry, "text", item);
    }

    private void impact(Reading.Place place, Passage section) {
        Set<String> known = Set.of("measures", "unknown because");
        Parts parts = Parts.of(section, known);
        place.text("narrative", parts.lead());
        once(place, parts, known, part -> {
            if (part.name().equals("measures")) {
                all(place, part.content(), "customers: 150000 accounts", this::measure);
            } else {
                place.text("unknownBecause", part.content());
            }
        });
    }

    private void measure(Reading.Place list, Passage passage) {
        Reading.Place measure = list.item("measures", passage.first());
        Item item = Item.of(passage, Set.of("unit"), reading, measure.pointer());
        value(measure, "kind", word(words(measure, item, 1, 1, "the kind"), 0), item.line());
        notes(measure, item, false, Set.of("estimated"));
        String said = TextForm.read(item.text());
        String[] numberAndUnit = said == null ? new String[] {""} : said.split("[ \n]", 2);
        measure.number("value", numberAndUnit[0], item.line());
        if (item.fields().containsKey("unit")) {
            measure.text("unit", item.fields().get("unit"));
        } else if (numberAndUnit.length == 2) {
            measure.put("unit", numberAndUnit[1], item.line());
        }
    }

    private void rootCause(Reading.Place place, Passage section) {
        Parts parts = Parts.of(section, Set.of("causes"));
        place.text("narrative", parts.lead());
        once(
                place,
                parts,
                Set.of("causes"),
                part -> all(place, part.content(), "root cause, process (c1): Why it happened.", this::cause));
    }

    private void cause(Reading.Place list, Passage passage) {
        Reading.Place cause = list.item("causes", passage.first());
        Item item = Item.of(passage, Set.of(), reading, cause.pointer());
        List<String> words = words(cause, item, 1, 2, "the kind, and the category");
        value(cause, "kind", word(words, 0), item.line());
        value(cause, "category", word(words, 1), item.line());
        notes(cause, item, true, Set.of("evidence", "because of"));
        text(cause, "text", item);
    }

    private void supportingData(Reading.Place place, Passage section) {
        Parts parts = Parts.of(section, Set.of("missing"));
        all(place, parts.lead(), "metric (d1): What it shows", this::evidence);
        once(place, parts, Set.of("missing"), part -> place.text("missing", part.content()));
    }

    private void evidence(Reading.Place list, Passage passage) {
        Reading.Place evidence = list.item("items", passage.first());
        Item item = Item.of(passage, Set.of("url", "text", "attachment", FILE, SHA256), reading, evidence.pointer());
        value(evidence, "kind", word(words(evidence, item, 1, 1, "the kind"), 0), item.line());
        notes(evidence, item, true, Set.of("captured"));
        text(evidence, "title", item);
        item.fields().forEach((name, said) -> {
            if (name.equals("text")) {
                evidence.put("text", TextForm.readLiteral(said), said.first());
            } else if (name.equals("url")) {
                evidence.text(name, said);
            }
        });
        Passage file = item.fields()
                .getOrDefault(
                        "attachment",
                        item.fields().getOrDefault(FILE, item.fields().get(SHA256)));
        String remark = FileRemark.of(said(item, "attachment"), said(item, FILE), said(item, SHA256), reading.ref());
        if (remark != null) {
            evidence.put("text", FileRemark.behind(evidence.string("text"), remark), file.first());
        }
    }

    /** What a field says; null when it says nothing. */
    private static String said(Item item, String field) {
        String said =
                item.fields().containsKey(field) ? TextForm.read(item.fields().get(field)) : null;
        return said == null || said.isBlank() ? null : said;
    }

    private void criticalImplications(Reading.Place place, Passage section) {
        for (Blocks.Part block : Blocks.of(section)) {
            String exposure = block.node() instanceof Paragraph ? exposure(block.passage()) : "";
            if (!exposure.isEmpty()) {
                place.put("securityExposure", Head.word(exposure), block.line());
            } else {
                items(place, block, "security, none: What it means.", this::implication);
            }
        }
    }

    /** What a line says the exposure is, whatever is emphasised in it; nothing when it is another line. */
    private static String exposure(Passage passage) {
        Passage lines = passage.trimmed();
        String line = lines.lines().get(0);
        int colon = line.indexOf(':');
        return lines.size() == 1 && colon >= 0 && bare(line.substring(0, colon)).equalsIgnoreCase(EXPOSURE)
                ? bare(line.substring(colon + 1))
                : "";
    }

    private static String bare(String text) {
        String begun = text.substring(Passage.beginWithout(text, "*_ "));
        return begun.substring(0, Passage.endWithout(begun, begun.length(), "*_. "));
    }

    private void implication(Reading.Place list, Passage passage) {
        Reading.Place implication = list.item("items", passage.first());
        Item item = Item.of(passage, Set.of(), reading, implication.pointer());
        List<String> words = words(implication, item, 2, 2, "the pillar and the level");
        value(implication, "pillar", word(words, 0), item.line());
        value(implication, "level", word(words, 1), item.line());
        notes(implication, item, false, Set.of());
        text(implication, "text", item);
    }

    private void lessons(Reading.Place place, Passage section) {
        all(place, section, "went wrong: What was learned.", this::lesson);
    }

    private void lesson(Reading.Place list, Passage passage) {
        Reading.Place lesson = list.item("items", passage.first());
        Item item = Item.of(passage, Set.of("checklist question"), reading, lesson.pointer());
        value(lesson, "kind", word(words(lesson, item, 1, 1, "the kind"), 0), item.line());
        notes(lesson, item, true, Set.of());
        text(lesson, "text", item);
        item.fields().forEach((name, said) -> lesson.text("checklistQuestion", said));
    }

    void relatedItems(Passage section) {
        all(reading.root(), section, "COE-7, same cause (would have prevented)", (root, passage) -> {
            Reading.Place related = root.item("relatedItems", passage.first());
            Item item = Item.of(passage, Set.of(), reading, related.pointer());
            List<String> words = words(related, item, 2, 2, "the ref and the relation");
            if (words.size() == 2) {
                Matcher ref = REF.matcher(words.get(0));
                related.put("kind", ref.matches() && ref.group(1) != null ? "action" : "coe", item.line());
                related.put("ref", words.get(0), item.line());
                related.put(
                        "relation",
                        words.get(1).matches("[a-z0-9_]+") ? words.get(1) : Head.word(words.get(1)),
                        item.line());
            }
            notes(related, item, false, Set.of("would have prevented"));
            if (!item.text().isEmpty()) {
                related.wrong("unplaced", "A related item has no text.", item.line());
            }
        });
    }

    /** Reads what an item is called, what it rests on, and what it is, from the parentheses of its head. */
    private static void notes(Reading.Place place, Item item, boolean hasId, Set<String> known) {
        Set<String> said = new HashSet<>();
        for (String note : item.head().notes()) {
            String name = known.stream()
                    .filter(one -> note.equals(one) || note.startsWith(one + " "))
                    .findFirst()
                    .orElse("id");
            String value =
                    name.equals("id") ? note : note.substring(name.length()).strip();
            boolean isFlag = name.equals("estimated") || name.equals("would have prevented");
            if (name.equals("id") && (!value.matches(ItemIds.FORM) || !hasId)) {
                place.wrong(
                        "unknown_note",
                        "\"" + Item.shown(note) + "\" is not understood in the parentheses.",
                        item.line());
            } else if (!said.add(name)) {
                place.wrong("twice", "\"" + Item.shown(note) + "\" is one too many.", item.line());
            } else if (isFlag && value.isEmpty()) {
                place.put(
                        name.equals("estimated") ? name : "wouldHavePrevented",
                        Reading.JSON.booleanNode(true),
                        item.line());
            } else if (name.equals("captured")) {
                place.put("capturedAt", Times.written(value), item.line());
            } else if (name.equals("evidence") || name.equals("because of")) {
                place.put(name.equals("evidence") ? name : "becauseOf", Head.split(value, ","), item.line());
            } else if (name.equals("id")) {
                place.put("id", value, item.line());
            } else {
                place.wrong("unknown_note", "\"" + Item.shown(note) + "\" is too much.", item.line());
            }
        }
    }

    private static List<String> words(Reading.Place place, Item item, int least, int most, String what) {
        List<String> words = item.head().words();
        if (words.size() < least || words.size() > most) {
            place.wrong("head", "Before the colon stands " + what + ", and nothing else.", item.line());
            return List.of();
        }
        return words;
    }

    private static String word(List<String> words, int index) {
        return words.size() <= index ? null : Head.word(words.get(index));
    }

    private static void value(Reading.Place place, String name, String value, int line) {
        place.put(name, value, line);
    }

    private static void text(Reading.Place place, String name, Item item) {
        if (item.head().rest() == null) {
            place.wrong("head", "A colon and a text are missing behind what it is.", item.line());
        } else {
            place.text(name, item.text());
        }
    }

    /** Reads a section that is nothing but lists. */
    private static void all(Reading.Place place, Passage section, String example, ItemReader reader) {
        Blocks.of(section).forEach(block -> items(place, block, example, reader));
    }

    private static void items(Reading.Place place, Blocks.Part block, String example, ItemReader reader) {
        if (block.isList()) {
            block.items().forEach(item -> reader.read(place, item));
        } else {
            place.wrong(
                    "not_an_item",
                    "Here is a list, with items such as \"- " + example
                            + "\"; lines that go on with an item are indented.",
                    block.line());
        }
    }

    /** The known parts of a section, each once; others are noted. */
    private static void once(Reading.Place place, Parts parts, Set<String> known, Consumer<Part> reader) {
        Set<String> read = new HashSet<>();
        for (Part part : parts.parts()) {
            if (!known.contains(part.name())) {
                place.wrong(
                        "unknown_heading",
                        "\"" + Item.shown(part.heading())
                                + "\" is no part of this section; behind its first part there is" + " no more text.",
                        part.line());
            } else if (!read.add(part.name())) {
                place.wrong("twice", "There are two parts of this name.", part.line());
            } else {
                reader.accept(part);
            }
        }
    }

    /** Reads one item into a new member of a list. */
    private interface ItemReader {
        void read(Reading.Place list, Passage item);
    }
}
