package org.coetracker.markdown;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.coetracker.action.ActionState;
import org.coetracker.action.ActionView;
import org.coetracker.action.NewAction;
import org.coetracker.markdown.Unit.Field;
import org.coetracker.markdown.Unit.Style;
import org.coetracker.shared.json.JsonText;

/** Writes a corrective action: a heading, a list of fields, a description. */
final class ActionWriter {
    private static final String BEFORE = "## Corrective actions\n\n";

    private ActionWriter() {}

    /** @param kept the action as it is shown; null when it is not filed */
    static String write(NewAction action, ActionView kept) {
        // Verified elsewhere is done here: what the document is compared with is in the state before that.
        boolean isVerified = action.state() == ActionState.VERIFIED;
        JsonNode expected = isVerified ? null : Members.of(action);
        String plainHeading = heading(action, kept, true);
        boolean isPlainTitle = DocumentReader.read(BEFORE + plainHeading + "\n- state: proposed\n")
                .record()
                .at("/correctiveActions/0/title")
                .asText()
                .equals(action.title());
        String heading = isPlainTitle ? plainHeading : heading(action, kept, false);
        String title = isPlainTitle ? null : action.title();
        return heading
                + "\n"
                + Unit.of(
                        BEFORE + heading + "\n",
                        style -> body(action, kept, title, style),
                        read -> read.record().path("correctiveActions").size() == 1
                                && (isVerified
                                        ? sameTexts(action, read.record().at("/correctiveActions/0"))
                                        : Members.normal(read.record().at("/correctiveActions/0"))
                                                .equals(expected)));
    }

    /** Of a verified action all but its state and its completion, to which a remark is added when it is read. */
    static boolean sameTexts(NewAction action, JsonNode read) {
        ObjectNode expected = (ObjectNode) Members.of(action);
        JsonNode found = Members.normal(read);
        if (!(found instanceof ObjectNode object)) {
            return false;
        }
        String evidence =
                action.completion() == null ? null : action.completion().evidence();
        String begun = evidence == null || evidence.isBlank() ? "" : evidence + "\n\n";
        String whole = object.path("completion").path("evidence").asText();
        // Where there is no room for all, the evidence is cut, and the description may go on with it.
        boolean isFull = whole.length() >= ActionReader.LONGEST_EVIDENCE - 1;
        int uncut = ActionReader.LONGEST_EVIDENCE - 1 - TextForm.CUT.length();
        boolean hasEvidence =
                whole.regionMatches(0, begun, 0, isFull ? Math.min(begun.length(), uncut) : begun.length());
        String description = expected.path("description").asText();
        String described = object.path("description").asText();
        boolean hasDescription = described.equals(description)
                || isFull
                        && described.startsWith(
                                (description.isEmpty() ? "" : description + "\n\n") + ActionReader.CONTINUED);
        expected.remove(List.of("state", "completion", "description"));
        object.remove(List.of("state", "completion", "description"));
        return hasEvidence && hasDescription && expected.equals(object);
    }

    private static String heading(NewAction action, ActionView kept, boolean withTitle) {
        String ref = kept == null ? "" : kept.ref();
        if (!withTitle) {
            return "### " + (ref.isEmpty() ? "COE-1-A1" : ref) + "\n";
        }
        return "### " + (ref.isEmpty() ? "" : ref + ": ") + action.title() + "\n";
    }

    private static String body(NewAction action, ActionView kept, String title, Style style) {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.text("title", title));
        fields.add(Field.word("type", Filing.words(action.type())));
        fields.add(Field.word("priority", Filing.words(action.priority())));
        fields.add(Field.word("state", Filing.words(action.state())));
        fields.add(Field.text("team", action.team()));
        fields.add(Field.text("owner", action.owner()));
        fields.add(Field.word("due on", action.dueOn()));
        if (kept != null) {
            fields.add(Field.text("due rule", kept.dueRule()));
            fields.add(Field.text("re-dated", reDated(kept)));
        }
        fields.add(Field.word("causes", action.causes().isEmpty() ? null : String.join(", ", action.causes())));
        if (action.tracker() != null) {
            fields.add(Field.text("tracker", action.tracker().system()));
            fields.add(Field.text("tracker key", action.tracker().key()));
            fields.add(Field.text("tracker url", action.tracker().url()));
        }
        completion(action, kept, fields);
        verification(action, kept, fields);
        if (action.refusal() != null) {
            fields.add(Field.text("refusal reason", action.refusal().reason()));
            fields.add(Field.text("refusal approver", action.refusal().approver()));
            fields.add(Field.word("look again on", action.refusal().lookAgainOn()));
            fields.add(Field.word(
                    "refused at",
                    kept == null || kept.refusal() == null
                            ? null
                            : kept.refusal().refusedAt()));
        }
        StringBuilder body = new StringBuilder();
        fields.forEach(field -> body.append(field.write("", style)));
        if (action.description() != null) {
            body.append('\n')
                    .append(
                            style == Style.PLAIN
                                    ? action.description()
                                    : String.join("\n", TextForm.exact(action.description())))
                    .append('\n');
        }
        return body.toString();
    }

    private static void completion(NewAction action, ActionView kept, List<Field> fields) {
        if (action.completion() != null) {
            boolean isEmpty = action.completion().completedAt() == null
                    && action.completion().evidence() == null;
            fields.add(Field.word("completion", isEmpty ? "" : null));
            fields.add(Field.word("completed at", action.completion().completedAt()));
            fields.add(Field.text(
                    "completed by",
                    kept == null || kept.completion() == null
                            ? null
                            : kept.completion().completedBy()));
            fields.add(Field.text("completion evidence", action.completion().evidence()));
        }
    }

    private static void verification(NewAction action, ActionView kept, List<Field> fields) {
        if (action.verification() != null) {
            boolean isEmpty = action.verification().criterion() == null
                    && action.verification().observeUntil() == null
                    && action.verification().verifier() == null;
            fields.add(Field.word("verification", isEmpty ? "" : null));
            fields.add(
                    Field.text("verification criterion", action.verification().criterion()));
            fields.add(Field.word("observe until", action.verification().observeUntil()));
            fields.add(Field.text("verifier", action.verification().verifier()));
        }
        if (kept != null && kept.verification() != null) {
            fields.add(Field.word(
                    "verification outcome",
                    kept.verification().outcome() == null
                            ? null
                            : Filing.words(kept.verification().outcome())));
            fields.add(Field.text(
                    "verified by",
                    Filing.isVerifiedByOwner(kept) ? kept.verification().verifier() : null));
            fields.add(Field.word("verified at", kept.verification().verifiedAt()));
            fields.add(Field.text("verification evidence", kept.verification().evidence()));
        }
    }

    /** The changes of the due date, for the reader. */
    private static String reDated(ActionView kept) {
        List<String> changes = StreamSupport.stream(
                        JsonText.parse(kept.dueDateChanges()).spliterator(), false)
                .map(change -> (change.path("from").isTextual()
                                ? "from " + change.path("from").asText() + " to "
                                : "to ")
                        + change.path("to").asText() + " by "
                        + change.path("by").asText() + ": "
                        + change.path("reason").asText())
                .toList();
        return changes.isEmpty() ? null : String.join("; ", changes);
    }
}
