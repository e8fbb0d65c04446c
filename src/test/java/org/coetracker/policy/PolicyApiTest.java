package org.coetracker.policy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.coetracker.SignedIn;
import org.coetracker.shared.database.TestDatabase;
import org.coetracker.shared.json.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PolicyApiTest {
    @Inject
    Policies policies;

    /** The other tests go by the defaults. */
    @AfterEach
    void put_the_defaults_back() {
        for (PolicyName name : PolicyName.values()) {
            PolicyDocument standard = name.standard();
            @SuppressWarnings("unchecked")
            Map<String, Object> members = JsonText.read(JsonText.write(standard), Map.class);
            if (standard instanceof DueDatePolicy) {
                // A merge patch leaves what it does not name.
                members.put("byPriority", map("p0", 7, "p1", null, "p2", null, "p3", null));
            }
            patch("/policies/" + name.word(), members).statusCode(200);
        }
    }

    @ParameterizedTest
    @EnumSource(PolicyName.class)
    void each_policy_has_its_defaults_from_the_first_start(PolicyName name) {
        String shown = get("/policies/" + name.word())
                .statusCode(200)
                .header("ETag", notNullValue())
                .body("name", equalTo(name.word()))
                .extract()
                .asString();
        assertThat(JsonText.read(shown, name.type())).isEqualTo(name.standard());
        assertThat(policies.get(name).document()).isEqualTo(name.standard());
    }

    @Test
    void the_defaults_are_those_of_the_contract() {
        get("/policies/due-dates")
                .body("byPriority", equalTo(Map.of("p0", 7)))
                .body("bySeverity", equalTo(Map.of("sev1", 15, "sev2", 30, "sev3", 60, "sev4", 90)))
                .body("longestReDateDays", equalTo(366))
                .body("reDatesByOwnTeam", equalTo(2))
                .body("$", not(hasKey("daysBefore")));
        get("/policies/reminders").body("daysBefore", contains(7, 2, 0));
        get("/policies/escalation").body("parentAfterDays", equalTo(7)).body("topAfterDays", equalTo(14));
        get("/policies/deadlines")
                .body("submittedWithinDays", equalTo(Map.of("sev1", 3, "sev2", 5, "sev3", 10, "sev4", 10)))
                .body("approvedWithinDays", equalTo(Map.of("sev1", 14, "sev2", 14, "sev3", 30, "sev4", 30)));
        get("/policies/verification").body("observedForDays", equalTo(14)).body("madeWithinDays", equalTo(7));
    }

    @Test
    void all_policies_are_listed_by_name_page_by_page() {
        get("/policies")
                .statusCode(200)
                .body(
                        "items.name",
                        contains(
                                "deadlines",
                                "due-dates",
                                "escalation",
                                "quality",
                                "reminders",
                                "review",
                                "verification"))
                .body("nextCursor", nullValue());
        String next = get("/policies?limit=2")
                .body("items.name", contains("deadlines", "due-dates"))
                .extract()
                .path("nextCursor");
        get("/policies?limit=2&cursor=" + next).body("items.name", contains("escalation", "quality"));
        get("/policies?cursor=nonsense").statusCode(400);
    }

    @Test
    void a_policy_of_a_later_version_is_passed_over() throws Exception {
        try (Connection later = TestDatabase.connect();
                Statement statement = later.createStatement()) {
            String constraint;
            try (ResultSet known = statement.executeQuery(
                    "select pg_get_constraintdef(oid) from pg_constraint where conname = 'policy_name_known'")) {
                known.next();
                constraint = known.getString(1);
            }
            statement.execute("alter table policy drop constraint policy_name_known");
            try {
                statement.executeUpdate("insert into policy (name, version, value, updated_at)"
                        + " values ('escapes', 1, '{\"unheard\": {\"of\": 1}}', now())");
                get("/policies")
                        .statusCode(200)
                        .body(
                                "items.name",
                                contains(
                                        "deadlines",
                                        "due-dates",
                                        "escalation",
                                        "quality",
                                        "reminders",
                                        "review",
                                        "verification"));
                get("/policies?limit=2&cursor=due-dates").body("items.name", contains("escalation", "quality"));
                get("/policies/escapes").statusCode(404);
                patch("/policies/escapes", map("unheard", 1)).statusCode(404);
            } finally {
                statement.executeUpdate("delete from policy where name = 'escapes'");
                statement.execute("alter table policy add constraint policy_name_known " + constraint);
            }
        }
    }

    @Test
    void an_administrator_changes_a_policy_and_the_audit_trail_keeps_both_versions_and_the_reason() {
        int version = get("/policies/escalation").extract().path("version");
        String tag = get("/policies/escalation").extract().header("ETag");
        String reason = name("reason");
        patch("/policies/escalation", tag, map("parentAfterDays", 5, "reason", reason))
                .statusCode(200)
                .body("parentAfterDays", equalTo(5))
                .body("topAfterDays", equalTo(14))
                .body("version", equalTo(version + 1))
                .body("$", not(hasKey("reason")));
        assertThat(policies.escalation()).isEqualTo(new EscalationPolicy(5, 14));
        patch("/policies/escalation", tag, map("parentAfterDays", 6))
                .statusCode(412)
                .body("currentVersion", equalTo(version + 1));
        get("/audit?object=escalation&kind=policy&limit=1")
                .body("items[0].change", equalTo("edited"))
                .body("items[0].reason", equalTo(reason))
                .body("items[0].actor", equalTo("admin"))
                .body("items[0].patch.path", hasItem("/parentAfterDays"))
                .body("items[0].patch.value", hasItem(7))
                .body("items[0].patch.value", hasItem(5));
    }

    @Test
    void the_history_of_a_policy_begins_with_its_defaults() {
        String trail = "/audit?object=verification&kind=policy&limit=50";
        String cursor = "";
        JsonNode first;
        do {
            JsonNode page =
                    JsonText.parse(get(trail + cursor).statusCode(200).extract().asString());
            first = page.path("items").path(page.path("items").size() - 1);
            cursor = page.path("nextCursor").isNull()
                    ? null
                    : "&cursor=" + page.path("nextCursor").asText();
        } while (cursor != null);
        assertThat(first.path("change").asText()).isEqualTo("set_up");
        assertThat(first.path("actor").asText()).isEqualTo("system:defaults");
        assertThat(first.path("patch").toString()).contains("observedForDays", "14");
    }

    @Test
    void a_patch_that_changes_nothing_leaves_the_version() {
        int version = get("/policies/reminders").extract().path("version");
        patch("/policies/reminders", map("daysBefore", List.of(7, 2, 0)))
                .statusCode(200)
                .body("version", equalTo(version));
    }

    @Test
    void a_map_is_patched_word_by_word() {
        patch("/policies/due-dates", map("bySeverity", map("sev4", 60), "byPriority", map("p1", 14, "p0", null)))
                .statusCode(200)
                .body("bySeverity", equalTo(Map.of("sev1", 15, "sev2", 30, "sev3", 60, "sev4", 60)))
                .body("byPriority", equalTo(Map.of("p1", 14)));
    }

    @Test
    void everybody_reads_and_only_administrators_change() {
        String tag = get("/policies/reminders").extract().header("ETag");
        for (String role : List.of("viewer", "author", "manager", "security_reviewer")) {
            String handle = name("p");
            post("/people", map("handle", handle, "name", "Somebody", "roles", List.of(role)))
                    .statusCode(201);
            SignedIn.as(handle, () -> {
                get("/policies").statusCode(200);
                get("/policies/reminders").statusCode(200);
                patch("/policies/reminders", tag, map("daysBefore", List.of(1))).statusCode(403);
                post("/policies/due-dates/apply", map("dryRun", true)).statusCode(403);
                return null;
            });
        }
        SignedIn.asNobody(() -> {
            get("/policies").statusCode(401);
            return null;
        });
        String author = person();
        SignedIn.with(
                SignedIn.token(author, List.of("read")),
                () -> get("/policies/reminders").statusCode(200));
    }

    @Test
    void a_policy_that_is_not_there_is_a_404_that_names_those_that_are() {
        String there = "deadlines, due-dates, escalation, quality, reminders, review, verification";
        get("/policies/due-date").statusCode(404).body("detail", containsString(there));
        patch("/policies/nonsense", map("daysBefore", List.of(1)))
                .statusCode(404)
                .body("detail", containsString(there));
        post("/policies/nonsense/apply", map("dryRun", true)).statusCode(404).body("detail", containsString(there));
    }

    @Test
    void a_change_needs_to_say_what_it_changes() {
        given().contentType("application/merge-patch+json")
                .body(map("daysBefore", List.of(1)))
                .patch(API + "/policies/reminders")
                .then()
                .statusCode(428);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "escalation | {'topAfterDays': 3} | /topAfterDays | runs_backwards",
                "escalation | {'parentAfterDays': 0} | /parentAfterDays | min",
                "escalation | {'topAfterDays': 731} | /topAfterDays | max",
                "escalation | {'topAfterDays': null} | /topAfterDays | required",
                "due-dates | {'bySeverity': {'sev2': -1}} | /bySeverity/sev2 | min",
                "due-dates | {'bySeverity': {'sev2': 731}} | /bySeverity/sev2 | max",
                "due-dates | {'bySeverity': {'sev3': null}} | /bySeverity/sev3 | required",
                "due-dates | {'bySeverity': null} | /bySeverity | required",
                "due-dates | {'byPriority': {'p3': 1000}} | /byPriority/p3 | max",
                "due-dates | {'longestReDateDays': 0} | /longestReDateDays | min",
                "due-dates | {'reDatesByOwnTeam': -1} | /reDatesByOwnTeam | min",
                "reminders | {'daysBefore': [3, 3]} | /daysBefore/1 | duplicate",
                "reminders | {'daysBefore': [3, 366]} | /daysBefore/1 | max",
                "reminders | {'daysBefore': null} | /daysBefore | required",
                "deadlines | {'approvedWithinDays': {'sev1': 2}} | /approvedWithinDays/sev1 | runs_backwards",
                "deadlines | {'submittedWithinDays': {'sev1': null}} | /submittedWithinDays/sev1 | required",
                "verification | {'madeWithinDays': -1} | /madeWithinDays | min",
                "verification | {'version': 99} | /version | read_only",
                "verification | {'name': 'other'} | /name | read_only"
            })
    void what_is_against_the_rules_is_a_422_that_names_the_place(
            String policy, String change, String pointer, String code) {
        raw(policy, change)
                .statusCode(422)
                .body("errors.pointer", hasItem(pointer))
                .body("errors.code", hasItem(code));
        assertThat(policies.get(PolicyName.of(policy)).document())
                .isEqualTo(PolicyName.of(policy).standard());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'daysBefore': [1]}",
                "{'bySeverity': {'sev9': 1}}",
                "{'bySeverity': {'sev1': 'ten'}}",
                "{'bySeverity': {'sev1': 1.5}}",
                "{'bySeverity': [1]}",
                "{'longestReDateDays': '12'}",
                "{'longestReDateDays': 99999999999}",
                "{'reason': 1}",
                "[]",
                "{"
            })
    void what_is_not_of_the_shape_of_the_policy_is_a_400(String change) {
        raw("due-dates", change).statusCode(400);
        assertThat(policies.dueDates()).isEqualTo(DueDatePolicy.DEFAULT);
    }

    private static io.restassured.response.ValidatableResponse raw(String policy, String change) {
        return given().contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(change.replace('\'', '"'))
                .patch(API + "/policies/" + policy)
                .then();
    }
}
