package org.coetracker.quality.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.coetracker.quality.rule.Records.incident;
import static org.coetracker.quality.rule.Records.pointers;
import static org.coetracker.quality.rule.Records.with;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.coetracker.policy.QualityPolicy;
import org.coetracker.policy.RuleLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule on the real incidents, as they are and with something taken away. */
class RulesTest {
    private static final String GITLAB = "02-gitlab-database-deletion";
    private static final String S3 = "03-s3-capacity-removal";
    private static final String WAF = "06-cloudflare-waf-regex";

    /** What one rule finds after a merge patch. */
    private static List<String> found(String rule, String incident, String patch) {
        return pointers(rule, with(incident(incident), patch));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'summary': null}",
                "{'summary': '   '}",
                "{'summary': 'The data directory of the primary was removed.'}",
                "{'summary': 'GitLab.com lost its database for reasons that are told at length, as described below, and for which"
                        + " see the timeline; how it came back is told there too.'}"
            })
    void a_summary_that_does_not_stand_alone_is_found(String patch) {
        assertThat(found("summary-stands-alone", GITLAB, patch)).containsExactly("/summary");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "what-happened-answered      | {'whatHappened': {'narrative': null, 'timeline': []}} | /whatHappened",
                "impact-answered             | {'impact': {'narrative': '', 'measures': []}}         | /impact",
                "root-cause-answered         | {'rootCause': {'narrative': null, 'causes': []}}      | /rootCause",
                "corrective-actions-answered | {'correctiveActions': []}                             | /correctiveActions"
            })
    void a_question_without_an_answer_is_one_finding_and_no_other_rule_looks_closer(
            String rule, String patch, String pointer) {
        assertThat(Records.findings(with(incident(GITLAB), patch)))
                .filteredOn(finding -> finding.level() == Level.BLOCKER)
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple(rule, pointer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "what-happened-answered | {'whatHappened': {'narrative': null, 'timeline': []}} | timeline-complete",
                "impact-answered        | {'impact': {'narrative': '', 'measures': []}}         | impact-quantified",
                "root-cause-answered    | {'rootCause': {'narrative': null, 'causes': []}}      | five-whys-depth",
                "corrective-actions-answered | {'correctiveActions': []} | prevents-or-detects root-cause-covered"
            })
    void where_no_answer_is_insisted_on_the_rules_that_look_closer_speak(String rule, String patch, String closer) {
        Subject coe = Records.subject(with(incident(GITLAB), patch));
        Terms waived = waiving(rule);
        List<String> whenWaived = new ArrayList<>(List.of(closer.split(" ")));
        whenWaived.add(rule);
        assertThat(blocking(coe, waived)).contains(closer.split(" "));
        assertThat(Set.copyOf(blocking(coe, waived))).containsExactlyInAnyOrderElementsOf(whenWaived);
        List<String> whenNotInsisted = new ArrayList<>(List.of(closer.split(" ")));
        // The template of the standard terms asks for everything, whatever the policy says.
        whenNotInsisted.add("template-sections");
        for (RuleLevel level : List.of(RuleLevel.OFF, RuleLevel.ADVICE)) {
            QualityPolicy policy = new QualityPolicy(Map.of(rule, level), 15, 3, 100);
            assertThat(Set.copyOf(blocking(coe, terms(policy, Set.of()))))
                    .containsExactlyInAnyOrderElementsOf(whenNotInsisted);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data-or-reason    | {'supportingData': {'items': []}, 'whatHappened': {'timeline': []}, 'rootCause': {'causes': []}} | supportingData",
                "security-answered | {'criticalImplications': null} | criticalImplications",
                "lesson-learned    | {'lessons': {'items': []}} |",
                "impact-answered   | {'impact': null} |"
            })
    void a_waiver_of_a_rule_is_one_of_what_the_template_asks_when_both_miss_the_very_same(
            String rule, String patch, String question) {
        Subject coe = Records.subject(with(incident(GITLAB), patch));
        Terms waived = waiving(rule);
        assertThat(blocking(coe, Terms.standard(List.of()))).contains(rule).doesNotContain("template-sections");
        assertThat(RuleBook.findings(coe, waived))
                .filteredOn(finding -> finding.rule().equals("template-sections"))
                .filteredOn(finding -> !List.of("whatHappened", "rootCause").contains(finding.question()))
                .extracting(Finding::question)
                .isEqualTo(question == null ? List.of() : List.of(question));
    }

    private static Terms terms(QualityPolicy policy, Set<String> waived) {
        Terms standard = Terms.standard(List.of());
        return new Terms(policy, waived, standard.blame(), standard.tests(), standard.people(), standard.required());
    }

    private static Terms waiving(String rule) {
        return terms(QualityPolicy.DEFAULT, Set.of(rule));
    }

    private static List<String> blocking(Subject coe, Terms terms) {
        return RuleBook.findings(coe, terms).stream()
                .filter(finding -> finding.level() == Level.BLOCKER)
                .map(Finding::rule)
                .distinct()
                .toList();
    }

    @Test
    void a_chain_counts_when_it_leads_to_a_root_cause() {
        ObjectNode coe = incident(GITLAB);
        assertThat(pointers("five-whys-depth", coe)).isEmpty();
        coe.at("/rootCause/causes").forEach(cause -> {
            if (cause.get("kind").asText().equals("root_cause")) {
                ((ObjectNode) cause).put("kind", "contributing_factor");
            }
        });
        assertThat(pointers("five-whys-depth", coe)).containsExactly("/rootCause/causes");
    }

    @Test
    void a_chain_of_two_is_too_short_and_one_of_three_is_not() {
        String first = "{'id': 'a', 'kind': 'intermediate', 'text': 'Down.', 'becauseOf': ['%s']}";
        String last = "{'id': 'c', 'kind': 'root_cause', 'text': 'No stages.'}";
        String two = "{'rootCause': {'causes': [" + first.formatted("c") + ", " + last + "]}}";
        String three = "{'rootCause': {'causes': [" + first.formatted("b")
                + ", {'id': 'b', 'kind': 'intermediate', 'text': 'Wrong.', 'becauseOf': ['c']}, " + last + "]}}";
        assertThat(found("five-whys-depth", S3, two)).containsExactly("/rootCause/causes");
        assertThat(found("five-whys-depth", S3, three)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Removed by @ravi in the wrong shell. | true", "Nobody owned the backups.            | false"})
    void a_chain_does_not_end_in_a_person(String text, boolean person) {
        ObjectNode coe = incident(GITLAB);
        ObjectNode end = (ObjectNode) coe.at("/rootCause/causes/6");
        assertThat(end.get("becauseOf")).isEmpty();
        end.put("text", text);
        assertThat(pointers("why-beyond-person", coe, "@ravi"))
                .isEqualTo(person ? List.of("/rootCause/causes/6") : List.of());
    }

    @Test
    void on_the_way_a_chain_may_pass_a_person() {
        ObjectNode coe = incident(GITLAB);
        ObjectNode middle = (ObjectNode) coe.at("/rootCause/causes/1");
        assertThat(middle.get("becauseOf")).isNotEmpty();
        middle.put("text", "An engineer removed the directory by mistake.");
        assertThat(pointers("why-beyond-person", coe)).isEmpty();
    }

    @Test
    void a_root_cause_that_nothing_shows_is_found_unless_there_is_nothing_to_show() {
        ObjectNode coe = incident(S3);
        ((ObjectNode) coe.at("/rootCause/causes/2")).putArray("evidence");
        assertThat(pointers("root-cause-evidence", coe)).containsExactly("/rootCause/causes/2/evidence");
        with(coe, "{'supportingData': {'items': [], 'missing': 'Logs were gone.'}}");
        assertThat(pointers("root-cause-evidence", coe)).isEmpty();
    }

    @Test
    void a_defect_in_code_asks_for_what_tests_missed() {
        ObjectNode coe = incident(WAF);
        assertThat(pointers("tests-missed-it", coe)).isEmpty();
        ((ObjectNode) coe.get("rootCause")).remove("narrative");
        coe.at("/rootCause/causes").forEach(cause -> {
            if (cause.get("text").asText().contains("test")) {
                ((ObjectNode) cause).put("text", "The latest change was attested.");
            }
        });
        assertThat(pointers("tests-missed-it", coe)).hasSize(1);
        coe.at("/rootCause/causes").forEach(cause -> ((ObjectNode) cause).put("category", "change"));
        assertThat(pointers("tests-missed-it", coe)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"potential, 0", "confirmed, 0"})
    void somebody_has_to_have_looked_whether_anything_was_exposed(String exposure, int findings) {
        assertThat(found(
                        "security-answered",
                        GITLAB,
                        "{'criticalImplications': {'securityExposure': '" + exposure + "'}}"))
                .hasSize(findings);
    }

    @ParameterizedTest
    @CsvSource({
        "prevent, proposed, 0",
        "detect, proposed, 0",
        "mitigate, committed, 1",
        "process, committed, 1",
        "prevent, refused, 1"
    })
    void an_action_prevents_or_detects(String type, String state, int findings) {
        ObjectNode coe = incident(S3);
        coe.get("correctiveActions")
                .forEach(action -> ((ObjectNode) action).put("type", type).put("state", state));
        assertThat(pointers("prevents-or-detects", coe)).hasSize(findings);
    }

    @ParameterizedTest
    @CsvSource({"committed, 1", "in_progress, 1", "proposed, 0", "done, 0"})
    void what_is_owed_has_an_owner_and_a_day(String state, int findings) {
        ObjectNode coe = incident(S3);
        ObjectNode action = (ObjectNode) coe.at("/correctiveActions/1");
        action.put("state", state).remove("owner");
        assertThat(pointers("action-owner-and-date", coe)).hasSize(findings);
        action.put("owner", "ana").remove("dueOn");
        assertThat(pointers("action-owner-and-date", coe)).hasSize(findings);
    }

    @ParameterizedTest
    @CsvSource({
        "Make hosts and environments visually distinct, true",
        "Hourly LVM snapshots of production databases, false",
        "Disk snapshots for production databases, false",
        "Automated restore tests, false",
        "Better replication runbooks, false",
        "No hard delete when removing spam users, false",
        "Regularly exercise large restores, true",
        "Do not delete spam users for good, true",
        "Pre-warm the cache, true",
        "Block direct pushes by non-administrators, true",
        "[P1] Apply the limit to all regions, true",
        "[P1] Limits for all regions, false",
        "- [ ] Unpin the library, true",
        "1. Dismantle the old cluster, true",
        "OPS-12: Repoint the probe, true",
        "P0: Sync clocks, true",
        "P0: Clock drift, false",
        "Apply the patch, true",
        "Supply spare parts, true",
        "Please load-test the proxy, true",
        "Double-check the unit in the form, true",
        "Test-driven deploys, false",
        "Quickly enumerate what is exposed, true",
        "Emit a metric per shard, true",
        "Vacuum the table each night, true",
        "Hedge reads across replicas, true",
        "Truncate logs at 1 GB, true"
    })
    void a_title_begins_with_a_verb(String title, boolean verb) {
        assertThat(ActionVerb.beginsWithVerb(title)).isEqualTo(verb);
    }

    @Test
    void a_root_cause_without_an_action_is_found_and_so_is_an_action_without_a_cause() {
        ObjectNode coe = incident(S3);
        // The last one is the only one that addresses c9, the ninth cause.
        ((ObjectNode) coe.at("/correctiveActions/4")).putArray("causes");
        assertThat(pointers("root-cause-covered", coe)).containsExactly("/rootCause/causes/8");
        assertThat(pointers("action-tied-to-cause", coe)).containsExactly("/correctiveActions/4/causes");
    }

    @Test
    void a_word_that_blames_is_found_whole_and_in_any_case_and_nothing_that_only_looks_like_one() {
        ObjectNode coe = incident(GITLAB);
        assertThat(pointers("blameless-wording", coe)).isEmpty();
        ((ObjectNode) coe.at("/lessons/items/0")).put("text", "That was CARELESS, and should  have\nknown better.");
        ((ObjectNode) coe.at("/lessons/items/1"))
                .put("text", "A fault-tolerant, blameless process; defaults are lazyloaded.");
        assertThat(Records.findings(coe))
                .filteredOn(finding -> finding.rule().equals("blameless-wording"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.pointer()).isEqualTo("/lessons/items/0/text");
                    assertThat(finding.question()).isEqualTo("lessons");
                    assertThat(finding.message()).contains("\"CARELESS\", \"should have known\"");
                });
    }

    @Test
    void the_name_of_a_person_of_the_service_is_found_and_a_first_name_alone_is_none() {
        ObjectNode coe = incident(GITLAB);
        ((ObjectNode) coe.at("/whatHappened/timeline/0"))
                .put("text", "Then grace  Wetherby and Zoë van Rijnbeek looked.");
        ((ObjectNode) coe.at("/whatHappened/timeline/1")).put("text", "By the Grace of luck; mail to zoe@example.org.");
        assertThat(pointers("blameless-wording", coe, "Grace Wetherby", "Zoë van Rijnbeek", "@zoe"))
                .containsExactly("/whatHappened/timeline/0/text");
    }

    @Test
    void names_are_rows_of_words_with_a_capital_first_and_handles_behind_an_at() {
        ObjectNode coe = Records.good();
        coe.put("title", "Then Zoë van Rijnbeek, Toh Mei Lian; and @sana-q called");
        Names names = Names.in(Records.subject(coe));
        assertThat(names.names())
                .contains("zoë van rijnbeek", "toh mei lian")
                .doesNotContain("rijnbeek toh", "lian and", "zoë");
        assertThat(names.handles()).containsExactly("sana-q");
    }

    @Test
    void the_policy_decides_what_a_rule_means_and_how_much_is_enough() {
        JsonNode coe = incident(S3);
        QualityPolicy strict = new QualityPolicy(Map.of("timeline-gaps", RuleLevel.BLOCKER), 15, 4, 1);
        QualityPolicy lax = new QualityPolicy(Map.of("timeline-gaps", RuleLevel.OFF), 15, 5, 1);
        assertThat(under(strict, coe)).containsExactly(tuple("timeline-gaps", Level.BLOCKER));
        assertThat(under(lax, coe)).containsExactly(tuple("five-whys-depth", Level.BLOCKER));
    }

    private static List<Tuple> under(QualityPolicy policy, JsonNode coe) {
        return RuleBook.findings(Records.subject(coe), terms(policy, Set.of())).stream()
                .map(finding -> tuple(finding.rule(), finding.level()))
                .toList();
    }
}
