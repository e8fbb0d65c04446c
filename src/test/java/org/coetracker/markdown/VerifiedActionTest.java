package org.coetracker.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.coetracker.action.ActionState;
import org.coetracker.action.NewAction;
import org.junit.jupiter.api.Test;

/** An action that was verified where a document comes from: it is done here, with all that was said about it. */
class VerifiedActionTest {
    private static final String LONG = "e".repeat(20_000);

    private static NewAction verified(String description, String evidence) {
        return new NewAction(
                "Stage it",
                description,
                null,
                null,
                ActionState.VERIFIED,
                null,
                "lee",
                null,
                List.of(),
                null,
                new NewAction.FiledCompletion(null, evidence),
                null,
                null);
    }

    private static JsonNode read(String document) {
        Reading read = DocumentReader.read("## Corrective actions\n\n" + document);
        assertThat(read.wrong()).isEmpty();
        assertThat(read.record().path("correctiveActions")).hasSize(1);
        return read.record().at("/correctiveActions/0");
    }

    private static String evidence(JsonNode action) {
        return action.path("completion").path("evidence").asText();
    }

    private static String exported(String description, String evidence, String verification) {
        return ActionWriter.write(verified(description, evidence), null)
                .replace("- state: verified\n", "- state: verified\n- verification evidence: " + verification + "\n");
    }

    @Test
    void what_has_room_nowhere_is_cut_and_says_so() {
        String description = "d".repeat(15_000);
        JsonNode action = read(exported(description, LONG, "v".repeat(15_000)));
        assertThat(evidence(action)).isEqualTo(LONG);
        assertThat(action.path("description").asText())
                .hasSize(20_000)
                .startsWith(description + "\n\nWhat shows that")
                .endsWith("vvv […]");
        String full = "d".repeat(20_000);
        JsonNode other = read(exported(full, LONG, "v"));
        assertThat(evidence(other)).hasSize(20_000).endsWith("eee […]");
        assertThat(other.path("description").asText()).isEqualTo(full);
    }

    @Test
    void what_no_record_can_have_is_not_cut_but_refused_for_its_length() {
        String tooLong = LONG + "e";
        JsonNode action = read(exported("d".repeat(15_000), tooLong, "v"));
        assertThat(action.path("description").asText())
                .contains(": e\n\nVerified where")
                .endsWith(": v");
        assertThat(read(exported("d", LONG, "v".repeat(30_000)))
                        .path("description")
                        .asText())
                .hasSizeGreaterThan(30_000);
    }

    @Test
    void a_text_of_any_length_is_written_as_a_person_would_write_it() {
        for (int length : new int[] {1, 19_900, 19_990, 19_998, 19_999, 20_000}) {
            for (String description : new String[] {null, "Text.", "d".repeat(20_000)}) {
                assertThat(ActionWriter.write(verified(description, "e".repeat(length)), null))
                        .as("%s", length)
                        .doesNotContain("```");
            }
        }
    }

    @Test
    void more_than_the_remark_is_not_taken_for_what_was_written() {
        NewAction action = verified("Text.", "Done.");
        ObjectNode read = read(ActionWriter.write(action, null)).deepCopy();
        assertThat(ActionWriter.sameTexts(action, read.deepCopy())).isTrue();
        assertThat(ActionWriter.sameTexts(action, read.deepCopy().put("description", "Text.\n\nMore.")))
                .isFalse();
        ObjectNode longer = read.deepCopy();
        longer.withObjectProperty("completion").put("evidence", "Done. And more.");
        assertThat(ActionWriter.sameTexts(action, longer)).isFalse();
        ObjectNode full = read.deepCopy();
        full.withObjectProperty("completion").put("evidence", "Done.\n\n" + "v".repeat(19_993));
        assertThat(ActionWriter.sameTexts(action, full.deepCopy().put("description", "Text.More.")))
                .isFalse();
        assertThat(ActionWriter.sameTexts(action, full.put("description", "Text.\n\n" + ActionReader.CONTINUED + "v")))
                .isTrue();
    }
}
