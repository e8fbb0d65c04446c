package org.coetracker.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.flipkart.zjsonpatch.JsonPatch;
import com.flipkart.zjsonpatch.JsonPatchApplicationException;
import java.time.Instant;
import org.coetracker.shared.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchesTest {
    private static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");

    private static JsonNode patch(String before, String after) {
        return JsonText.tree(Patches.between(JsonText.parse(before), JsonText.parse(after)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a": 1}                              | {"a": 2}
            {"a": 1}                              | {"a": null}
            {"a": null}                           | {"a": {"b": [1, "x"]}}
            {"a": 1, "b": 2}                      | {"b": 2}
            {"tags": ["one", "two", "three"]}     | {"tags": ["three", "one"]}
            {"t": [{"id": "t1", "text": "old"}]}  | {"t": [{"id": "t0"}, {"id": "t1", "text": "new"}]}
            {"a/b": 1, "c~d": 2}                  | {"a/b": 3, "c~d": 4}
            {}                                    | {"ref": "COE-42", "n": 0.10}""")
    void before_becomes_after_and_nothing_else_does(String before, String after) {
        JsonNode patch = patch(before, after);
        assertThat(JsonPatch.apply(patch, JsonText.parse(before))).isEqualTo(JsonText.parse(after));
    }

    @Test
    void what_was_before_is_in_it_as_a_test() {
        JsonNode patch = patch("{\"summary\": \"one\", \"gone\": 7}", "{\"summary\": \"two\"}");
        assertThat(patch.toString())
                .contains("{\"op\":\"test\",\"path\":\"/summary\",\"value\":\"one\"}")
                .contains("{\"op\":\"replace\",\"path\":\"/summary\",\"value\":\"two\"}")
                .contains("{\"op\":\"test\",\"path\":\"/gone\",\"value\":7}")
                .contains("{\"op\":\"remove\",\"path\":\"/gone\"}");
        assertThatThrownBy(() -> JsonPatch.apply(patch, JsonText.parse("{\"summary\": \"other\", \"gone\": 7}")))
                .isInstanceOf(JsonPatchApplicationException.class);
    }

    @Test
    void what_is_derived_or_said_elsewhere_is_left_out() {
        assertThat(patch(
                        "{\"overdue\": false, \"version\": 1, \"updatedAt\": \"x\"}",
                        "{\"overdue\": true, \"version\": 2, \"updatedAt\": \"y\"}"))
                .isEmpty();
    }

    @Test
    void the_first_snapshot_is_all_new() {
        JsonNode patch = JsonText.tree(
                Patches.between(MissingNode.getInstance(), JsonText.parse("{\"title\": \"x\", \"tags\": []}")));
        assertThat(patch.findValuesAsText("op")).containsExactly("add", "add");
    }

    @Test
    void what_is_deleted_is_tested_and_removed_as_a_whole() {
        JsonNode patch = JsonText.tree(Patches.removal(JsonText.parse("{\"title\": \"x\", \"version\": 2}")));
        assertThat(patch).isEqualTo(JsonText.parse("""
                [{"op": "test", "path": "", "value": {"title": "x"}}, {"op": "remove", "path": ""}]"""));
    }

    @Test
    void a_flagged_action_gets_a_time_and_a_review_about_what_it_was() {
        JsonNode action = JsonText.parse("""
                {"title": "x", "dueOn": "2020-01-01", "team": "t", "owner": "p", "flaggedAt": null}""");
        assertThat(JsonText.tree(Patches.flagging(action, AT))).isEqualTo(JsonText.parse("""
                [{"op": "test", "path": "/flaggedAt", "value": null},
                 {"op": "replace", "path": "/flaggedAt", "value": "2026-11-23T08:00:00Z"},
                 {"op": "add", "path": "/overdueReview",
                  "value": {"status": "pending", "dueOn": "2020-01-01", "team": "t", "owner": "p"}}]"""));
    }

    @Test
    void a_resolved_review_was_pending() {
        assertThat(JsonText.tree(Patches.resolving("completed", AT))).isEqualTo(JsonText.parse("""
                [{"op": "test", "path": "/status", "value": "pending"},
                 {"op": "replace", "path": "/status", "value": "resolved"},
                 {"op": "test", "path": "/resolution", "value": null},
                 {"op": "replace", "path": "/resolution", "value": "completed"},
                 {"op": "test", "path": "/resolvedAt", "value": null},
                 {"op": "replace", "path": "/resolvedAt", "value": "2026-11-23T08:00:00Z"}]"""));
    }
}
