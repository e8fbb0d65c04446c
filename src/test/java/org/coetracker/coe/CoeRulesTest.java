package org.coetracker.coe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.problem.Violation;
import org.coetracker.shared.problem.Violations;
import org.junit.jupiter.api.Test;

class CoeRulesTest {

    private static java.util.List<Violation> check(String members) {
        ObjectNode coe = (ObjectNode) JsonText.parse(members);
        coe.put("title", "x").put("severity", "sev1").put("team", "t");
        Violations violations = new Violations();
        CoeRules.check(JsonText.read(coe.toString(), NewCoe.class), violations);
        return violations.list();
    }

    @Test
    void times_in_order_are_right_even_with_gaps() {
        assertThat(check("""
                        {"incident": {"startedAt": "2026-01-01T00:00:00Z", "engagedAt": "2026-01-01T00:00:00Z",
                                      "resolvedAt": "2026-01-01T02:00:00Z"}}""")).isEmpty();
    }

    @Test
    void each_time_that_runs_backwards_is_named() {
        assertThat(check("""
                        {"incident": {"startedAt": "2026-01-02T00:00:00Z", "detectedAt": "2026-01-01T00:00:00Z",
                                      "mitigatedAt": "2026-01-03T00:00:00Z", "resolvedAt": "2026-01-02T12:00:00Z"}}"""))
                .extracting(Violation::pointer)
                .containsExactly("/incident/detectedAt", "/incident/resolvedAt");
    }

    @Test
    void an_id_is_taken_once_in_the_whole_record() {
        assertThat(check("""
                        {"rootCause": {"causes": [{"id": "x", "kind": "root_cause", "text": "a"}]},
                         "lessons": {"items": [{"id": "x", "kind": "learned", "text": "b"}]}}"""))
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/lessons/items/0/id", "not_unique"));
    }

    @Test
    void pointers_that_lead_nowhere_are_named_with_their_paths() {
        assertThat(check("""
                        {"whatHappened": {"timeline": [{"at": "2026-01-01T00:00:00Z", "text": "a", "evidence": ["d9"]}]},
                         "rootCause": {"causes": [{"id": "c1", "kind": "root_cause", "text": "a", "evidence": ["d1", "d2"],
                                                   "becauseOf": ["c2"]}]},
                         "supportingData": {"items": [{"id": "d1", "kind": "metric", "title": "m"}]}}"""))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder(
                        "/whatHappened/timeline/0/evidence/0",
                        "/rootCause/causes/0/evidence/1",
                        "/rootCause/causes/0/becauseOf/0");
    }

    @Test
    void chains_may_branch_and_meet() {
        assertThat(check("""
                        {"rootCause": {"causes": [
                            {"id": "c1", "kind": "trigger", "text": "a", "becauseOf": ["c2", "c3"]},
                            {"id": "c2", "kind": "intermediate", "text": "b", "becauseOf": ["c4"]},
                            {"id": "c3", "kind": "intermediate", "text": "c", "becauseOf": ["c4"]},
                            {"id": "c4", "kind": "root_cause", "text": "d"}]}}""")).isEmpty();
    }

    @Test
    void a_cycle_is_refused_where_it_closes() {
        assertThat(check("""
                        {"rootCause": {"causes": [
                            {"id": "c1", "kind": "trigger", "text": "a", "becauseOf": ["c2"]},
                            {"id": "c2", "kind": "intermediate", "text": "b", "becauseOf": ["c3"]},
                            {"id": "c3", "kind": "root_cause", "text": "c", "becauseOf": ["c1"]}]}}"""))
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/rootCause/causes/2/becauseOf/0", "cycle"));
    }

    @Test
    void a_cause_is_not_its_own_reason() {
        assertThat(check("""
                        {"rootCause": {"causes": [{"id": "c1", "kind": "root_cause", "text": "a", "becauseOf": ["c1"]}]}}""")).extracting(Violation::code).containsExactly("cycle");
    }

    @Test
    void a_long_chain_is_followed_to_its_end() {
        StringBuilder causes = new StringBuilder();
        for (int number = 1; number <= 300; number++) {
            causes.append(causes.isEmpty() ? "" : ",")
                    .append("{\"id\": \"c%d\", \"kind\": \"intermediate\", \"text\": \"a\", \"becauseOf\": [\"c%d\"]}"
                            .formatted(number, number % 300 + 1));
        }
        assertThat(check("{\"rootCause\": {\"causes\": [" + causes + "]}}"))
                .extracting(Violation::pointer)
                .containsExactly("/rootCause/causes/299/becauseOf/0");
    }
}
