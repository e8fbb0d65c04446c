package org.coetracker.markdown;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.coetracker.markdown.DocumentReader.Part;
import org.coetracker.markdown.DocumentReader.Parts;

/** Reads the corrective actions: a heading each, with a list of fields and a description; or a plain list of what to do. */
final class ActionReader {
    private static final String ACTIONS = "correctiveActions";
    private static final Pattern REF = Pattern.compile("^COE-[1-9]\\d{0,17}-A[1-9]\\d{0,8}(?::[ \t]*|$)");

    /** What is for the reader; the service that a document is filed with gives its own. */
    private static final Set<String> KEPT =
            Set.of("due rule", "re-dated", "completed by", "verification outcome", "verified by", "refused at");

    /** The most signs of what shows that an action was carried out; what is beyond goes into its description. */
    static final int LONGEST_EVIDENCE = 20_000;

    private static final int LONGEST_DESCRIPTION = 20_000;

    /** How in the description begins what has no room in the evidence. */
    static final String CONTINUED = "What shows that it was carried out and works, continued: ";

    private static final Set<String> FIELDS = Set.of(
            "title",
            "type",
            "priority",
            "state",
            "team",
            "owner",
            "due on",
            "causes",
            "tracker",
            "tracker key",
            "tracker url",
            "completion",
            "completed at",
            "completion evidence",
            "verification",
            "verification criterion",
            "observe until",
            "verifier",
            "verified at",
            "verification evidence",
            "refusal reason",
            "refusal approver",
            "look again on");

    private static final Set<String> KNOWN = known();

    private final Reading reading;

    ActionReader(Reading reading) {
        this.reading = reading;
    }

    private static Set<String> known() {
        Set<String> known = new HashSet<>(FIELDS);
        known.addAll(KEPT);
        return Set.copyOf(known);
    }

    void actions(Passage section) {
        Parts parts = Parts.of(section, null);
        for (Blocks.Part block : Blocks.of(parts.lead())) {
            if (block.isList()) {
                block.items().forEach(this::listed);
            } else {
                reading.wrong(
                        "/correctiveActions",
                        "not_an_item",
                        "Actions have a heading each, such as \"### Test the restore every week\", or are items of a list.",
                        block.line());
            }
        }
        parts.parts().forEach(this::headed);
    }

    private void listed(Passage passage) {
        Reading.Place action = reading.root().item(ACTIONS, passage.first());
        Item item = Item.headless(passage, KNOWN, reading, action.pointer());
        Passage text = item.text().trimmed();
        if (text.isEmpty()) {
            action.wrong("head", "A title is missing: an action begins with what is to be done.", item.line());
        } else {
            action.put("title", text.lines().get(0).strip(), text.first());
            action.text("description", text.part(1, text.size()));
        }
        fields(action, item.fields());
    }

    private void headed(Part part) {
        Reading.Place action = reading.root().item(ACTIONS, part.line());
        String title = REF.matcher(part.heading()).replaceFirst("");
        List<Blocks.Part> blocks = Blocks.of(part.content());
        Map<String, Passage> fields = Map.of();
        Passage description = part.content();
        if (!blocks.isEmpty()
                && blocks.get(0).isList()
                && Item.hasFields(blocks.get(0).items(), KNOWN)) {
            fields = Item.fields(blocks.get(0).items(), KNOWN, reading, action.pointer());
            description =
                    part.content().part(blocks.get(0).end(), part.content().size());
        }
        if (title.isEmpty()) {
            action.put("title", fields.containsKey("title") ? TextForm.read(fields.get("title")) : null, part.line());
        } else {
            action.put("title", title, part.line());
            if (fields.containsKey("title")) {
                action.wrong(
                        "twice",
                        "The title stands in the heading already.",
                        fields.get("title").first());
            }
        }
        action.text("description", description);
        fields(action, fields);
    }

    private void fields(Reading.Place action, Map<String, Passage> fields) {
        fields.forEach((name, said) -> {
            String text = TextForm.read(said);
            int line = said.first();
            switch (name) {
                case "type", "priority", "state" -> action.put(name, text == null ? null : Head.word(text), line);
                case "team", "owner" -> action.put(name, text, line);
                case "due on" -> action.put("dueOn", text, line);
                case "causes" -> action.put("causes", Head.split(text == null ? "" : text, ","), line);
                case "tracker" -> action.object("tracker", line).put("system", text, line);
                case "tracker key" -> action.object("tracker", line).put("key", text, line);
                case "tracker url" -> action.object("tracker", line).put("url", text, line);
                case "completion" -> empty(action, "completion", text, line);
                case "completed at" ->
                    action.object("completion", line)
                            .put("completedAt", text == null ? null : Times.written(text), line);
                case "completion evidence" -> action.object("completion", line).put("evidence", text, line);
                case "verification" -> empty(action, "verification", text, line);
                case "verification criterion" ->
                    action.object("verification", line).put("criterion", text, line);
                case "observe until" -> action.object("verification", line).put("observeUntil", text, line);
                case "verifier" -> action.object("verification", line).put("verifier", text, line);
                case "refusal reason" -> action.object("refusal", line).put("reason", text, line);
                case "refusal approver" -> action.object("refusal", line).put("approver", text, line);
                case "look again on" -> action.object("refusal", line).put("lookAgainOn", text, line);
                default -> {
                    // The title is read with its heading, what was verified below; the rest is for the reader.
                }
            }
        });
        if ("verified".equals(action.string("state"))) {
            verified(action, fields);
        }
    }

    /** A plan or a completion that says nothing is written as its bare name. */
    private static void empty(Reading.Place action, String name, String text, int line) {
        if (text == null) {
            action.object(name, line);
        } else {
            action.wrong(
                    "unknown_field",
                    "Behind \"" + name + ":\" stands nothing; its fields have lines of their own.",
                    line);
        }
    }

    /** Verified elsewhere is done here, and what showed it is kept with what shows that it was carried out. */
    private static void verified(Reading.Place action, Map<String, Passage> fields) {
        action.put("state", "done", fields.get("state").first());
        int line = fields.get("state").first();
        Reading.Place completion = action.object("completion", line);
        String before = completion.string("evidence");
        String remark = "Verified where this was exported from"
                + said(fields, "verified at", " at ")
                + said(fields, fields.containsKey("verified by") ? "verified by" : "verifier", " by ")
                + said(fields, "verification evidence", ": ");
        String whole = before == null || before.isBlank() ? remark : before + "\n\n" + remark;
        int end = TextForm.end(whole, LONGEST_EVIDENCE);
        String evidence = whole.substring(0, end);
        if (end < whole.length()) {
            String description = action.string("description");
            String begun = (description == null ? "" : description + "\n\n") + CONTINUED;
            String rest = whole.substring(end);
            int room = LONGEST_DESCRIPTION - begun.length();
            // What no record has is typed by somebody, who is told that it is too long.
            boolean isRecord = Stream.of(before, description, said(fields, "verification evidence", ""))
                    .allMatch(text -> text == null || text.length() <= LONGEST_EVIDENCE);
            if (isRecord && room < TextForm.CUT.length() + 1) {
                evidence = TextForm.cut(whole, LONGEST_EVIDENCE);
            } else {
                action.put("description", begun + (isRecord ? TextForm.cut(rest, room) : rest), line);
            }
        }
        completion.put(
                "evidence",
                evidence,
                fields.containsKey("completion evidence")
                        ? fields.get("completion evidence").first()
                        : line);
    }

    private static String said(Map<String, Passage> fields, String name, String before) {
        String text = fields.containsKey(name) ? TextForm.read(fields.get(name)) : null;
        return text == null ? "" : before + text;
    }
}
