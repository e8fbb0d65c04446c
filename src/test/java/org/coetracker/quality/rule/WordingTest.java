package org.coetracker.quality.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.quality.rule.Records.pointers;
import static org.coetracker.quality.rule.Records.with;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that go by words, on sentences that engineers write: a false blocker is worse than a missed one. */
class WordingTest {
    private static final String PADDING =
            " Card payments failed for 40 minutes on 3 March for about 12,000 customers in two regions; none was lost.";

    private static List<String> summary(String text) {
        ObjectNode coe = Records.good();
        coe.put("summary", text);
        return pointers("summary-stands-alone", coe);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Users had nothing to do while it lasted.",
                "Data needed to be written to the journal first.",
                "A placeholder in the configuration reached production.",
                "The check took values as below the limit that were above it.",
                "Todo el servicio estuvo caído.",
                "Customers did not see the timeline of their orders.",
                "Users could log in and see the timeline, but not post.",
                "A TODO in the code was never done.",
                "The TODO app was down.",
                "What remains to be done is small.",
                "Tbilisi lost its link.",
                "Figures described in the report were wrong."
            })
    void an_ordinary_sentence_in_a_summary_is_no_hint_to_look_elsewhere(String sentence) {
        assertThat(summary(sentence + PADDING)).isEmpty();
        assertThat(summary(PADDING.strip() + " " + sentence)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "For what went wrong, see the timeline.",
                "See above.",
                "It failed as described below.",
                "The rest is in the narrative; see narrative.",
                "How is explained elsewhere.",
                "The impact is TBD.",
                "TODO: the impact.",
                "The impact: TODO."
            })
    void a_summary_that_sends_elsewhere_or_is_not_written_yet_is_found(String sentence) {
        assertThat(summary(sentence + PADDING)).containsExactly("/summary");
        assertThat(summary(PADDING.strip() + " " + sentence)).containsExactly("/summary");
    }

    @Test
    void a_mark_in_small_letters_counts_at_the_start_and_at_the_end() {
        assertThat(summary("tbd." + PADDING)).containsExactly("/summary");
        assertThat(summary("todo - impact." + PADDING)).containsExactly("/summary");
        assertThat(summary(PADDING.strip() + " The cause: tbd")).containsExactly("/summary");
        assertThat(summary(PADDING.strip() + " Se perdió todo.")).isEmpty();
    }

    @Test
    void characters_are_counted_as_people_see_them_and_ideographs_say_more() {
        assertThat(summary("数据库主节点的数据目录在修复复制时被删除".repeat(3))).isEmpty();
        assertThat(summary("数据库主节点的数据目录在修复复制时被删除".repeat(2))).containsExactly("/summary");
        // Two chars of Java each.
        assertThat(summary("\uD83D\uDD25".repeat(60))).containsExactly("/summary");
    }

    private static final String[] PEOPLE = {"Ravi Deshmane", "@ravi"};

    private static boolean isPerson(String text, String... people) {
        ObjectNode coe = with(
                Records.good(),
                "{'rootCause': {'causes': [{'id': 'c1', 'kind': 'intermediate', 'text': 'Down.', 'becauseOf': ['c2']},"
                        + "{'id': 'c2', 'kind': 'intermediate', 'text': 'Wrong.', 'becauseOf': ['c3']},"
                        + "{'id': 'c3', 'kind': 'root_cause', 'text': 'x'}]}}");
        ((ObjectNode) coe.at("/rootCause/causes/2")).put("text", text);
        return pointers("why-beyond-person", coe, people).contains("/rootCause/causes/2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Human error.",
                "It was human error by the operator.",
                "Human error. We are sorry.",
                "Human error during the repair led to the deletion.",
                "Operator error caused the outage.",
                "The disk was lost due to human error.",
                "The wrong host was chosen because of a lack of attention.",
                "Forgot to renew the certificate.",
                "Mistyped the path.",
                "Somebody had forgotten to renew the certificate.",
                "Someone else pushed the change.",
                "An engineer mistyped the unit.",
                "An engineer ran the command on the primary.",
                "Engineers ran the command on the primary.",
                "A database engineer ran the migration twice.",
                "The database engineers dropped the wrong table.",
                "The on call engineer restarted the wrong host.",
                "The on-call engineer did not look at the prompt.",
                "A DBA dropped the wrong table.",
                "An SRE accidentally deleted the volume.",
                "The operator deleted the claim by hand.",
                "The night shift operator deleted the claim by hand.",
                "Two operators deleted the claim at once.",
                "A database administrator ran the migration twice.",
                "The engineer left the flag on.",
                "Ravi Deshmane",
                "Ravi Deshmane removed the directory.",
                "On 3 March, Ravi Deshmane removed the directory.",
                "The directory was lost because Ravi Deshmane removed it.",
                "It was late. Ravi K. Deshmane did not look at the prompt.",
                "Ravi Deshmane’s mistake.",
                "Ravi Deshmane was to blame.",
                "Removed by @ravi in the wrong shell.",
                "The directory was lost due to Ravi Deshmane.",
                "The new administrator had never read the runbook.",
                "The engineer was distracted."
            })
    void a_chain_that_ends_in_what_somebody_did_ends_in_a_person(String text) {
        assertThat(isPerson(text, PEOPLE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The admin endpoint is reachable from the internet.",
                "The operator deletes claims when the resource is removed.",
                "The volume operator deleted claims when the resource was removed.",
                "The developer environment differs from production.",
                "The administrator password is shared.",
                "An operator sees shard ids only.",
                "Someone else's certificate was pinned.",
                "Someone else’s certificate was pinned.",
                "Nothing guards against human error.",
                "The tool accepts a mistyped path without asking.",
                "Deletion by mistake cannot be undone.",
                "There is no check against fat-fingered input.",
                "Human error can remove a shard.",
                "Mistyped paths are accepted.",
                "User error rate was not alarmed on.",
                "User error reporting was off.",
                "An engineer can remove a data directory without a second check.",
                "The operator console shows no host names.",
                "No engineer reviewed the rule before it was released.",
                "Nothing an engineer changed was reviewed.",
                "The runbook engineers followed had no stop.",
                "The script the engineer ran had no dry run.",
                "The engineer was not paged.",
                "Engineers had limited access to the region.",
                "The on-call engineer had no way to stop the copy.",
                "Engineers needed two approvals to roll back.",
                "Nobody owned the backups.",
                "Maintainers' time was very limited.",
                "Human review of each rule was the only check.",
                "The database operator restarted the primary while its lease was held.",
                "The storage operator deleted the claim when the resource went.",
                "The network operator failed over twice.",
                "Engineers lost access to the consoles, as sign-in ran in the failed region.",
                "Three engineers left and nobody took over the pager.",
                "Engineers waited for a VPN that ran in the same region.",
                "Engineers had lost access to the consoles.",
                "The on-call engineer relied on a dashboard that was cached.",
                "The script that Ravi Deshmane alone maintains has no owner.",
                "The script that Ravi Deshmane wrote had no dry run.",
                "Ravi Deshmane is the only one who knows the runbook.",
                "Nothing was done by Ravi Deshmane's stand-in, as there is none.",
                "Alerts go to @ravi and nobody else."
            })
    void how_things_are_set_up_is_no_person(String text) {
        assertThat(isPerson(text, PEOPLE)).isFalse();
    }

    /** As long as a cause, an entry or a title may be, or longer. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a ",
                "It was a ",
                "due to a ",
                "because of human error of ",
                "human error in a ",
                "the ",
                "engineers ",
                ". because ",
                "'s",
                "_",
                "'",
                "- ",
                "P1:",
                "Ravi Deshmane ",
                "Ravi K. "
            })
    void a_long_text_of_the_same_over_and_over_is_read_to_its_end(String piece) {
        for (String begun : List.of("", "Because of a ", "Told by Ravi", "It ran for ")) {
            String text = begun + piece.repeat(10_000 / piece.length()) + ".";
            assertThat(isPerson(text + " The script has no owner", "Ravi Deshmane"))
                    .isFalse();
            assertThat(Names.in(Records.subject(Records.good().put("title", text)))
                            .names())
                    .hasSizeLessThan(10_100);
            assertThat(ActionVerb.beginsWithVerb(text + "Test it")).isIn(true, false);
        }
    }

    @Test
    void a_root_cause_that_is_explained_further_is_looked_at_too() {
        ObjectNode coe = with(
                Records.good(),
                "{'rootCause': {'causes': [{'id': 'c1', 'kind': 'root_cause', 'text': 'Human error.', 'becauseOf': ['c2']},"
                        + "{'id': 'c2', 'kind': 'contributing_factor', 'text': 'Few people there.'}]}}");
        assertThat(pointers("why-beyond-person", coe)).containsExactly("/rootCause/causes/0");
    }

    @Test
    void names_of_causes_and_actions_are_asked_for_before_the_bound_is_reached() {
        ObjectNode coe = Records.good();
        StringBuilder story = new StringBuilder();
        for (int number = 0; number < 9_000; number++) {
            story.append("Ab").append((char) ('a' + number % 26)).append(number).append(' ');
        }
        with(coe, "{'whatHappened': {'narrative': '" + story + "'}}");
        ((ObjectNode) coe.at("/correctiveActions/0")).put("title", "Have Ravi Deshmane test it");
        Names names = Names.in(Records.subject(coe));
        assertThat(names.names()).contains("ravi deshmane").hasSizeLessThan(10_100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git blame showed the commit",
                "lazy loading hid the cost",
                "a sloppy quorum accepted the write",
                "the client failed to follow the redirect",
                "a page fault of the kernel",
                "dumb terminals lost their link",
                "the culprit commit was reverted",
                "the probe failed to notice",
                "the router at fault was replaced",
                "the monitor should have noticed"
            })
    void technical_words_do_not_blame(String text) {
        ObjectNode coe = Records.good();
        coe.put("title", text);
        assertThat(pointers("blameless-wording", coe)).isEmpty();
    }

    @Test
    void a_name_and_blame_in_one_text_are_one_finding_each_word_once_and_not_too_many() {
        ObjectNode coe = Records.good();
        coe.put(
                "title",
                "Ravi Deshmane was careless, CARELESS and reckless, and should have known: stupid, idiotic, foolish,"
                        + " negligent");
        assertThat(Records.findings(coe, "Ravi Deshmane"))
                .filteredOn(finding -> finding.rule().equals("blameless-wording"))
                .extracting(Finding::message)
                .containsExactly("This names a person: \"Ravi Deshmane\". This blames: \"careless\", \"reckless\","
                        + " \"should have known\", \"stupid\", \"idiotic\" and 2 more.");
    }

    @Test
    void the_question_of_a_lesson_is_read_too() {
        ObjectNode coe = with(
                Records.good(),
                "{'lessons': {'items': [{'kind': 'learned', 'text': 'Renew.', 'checklistQuestion': 'Who is careless?'}]}}");
        assertThat(pointers("blameless-wording", coe)).containsExactly("/lessons/items/0/checklistQuestion");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "检测   | 没有检测覆盖它      | true",
                "テスト | そのテストは古い    | true",
                "ทดสอบ  | ไม่ได้ทดสอบก่อน       | true",
                "test   | an attested change  | false",
                "a b    | Then A\u00a0 B went | false",
                "a b    | Then A   B went     | true"
            })
    void a_word_has_edges_where_its_script_puts_spaces(String word, String text, boolean found) {
        assertThat(Words.of(List.of(word)).isIn(text)).isEqualTo(found);
    }

    private static boolean areTestsMissed(String causes, String narrative) {
        ObjectNode coe =
                with(Records.good(), "{'rootCause': {'narrative': '" + narrative + "', 'causes': [" + causes + "]}}");
        return !pointers("tests-missed-it", coe).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The parser took seconds for milliseconds.                         | Wrong unit. | true",
                "The parser took seconds for milliseconds; its tests used zero.    | Wrong unit. | false",
                "The parser took seconds for milliseconds; CI had no such case.    | Wrong unit. | false",
                "The parser took seconds for milliseconds; a canary has no load.   | Wrong unit. | false",
                "The parser took seconds for milliseconds.  | Staging has other units.            | false",
                "The parser took seconds for milliseconds.  | The regression suite is run weekly. | false",
                "The parser took seconds for milliseconds.  | The release was attested.           | true"
            })
    void a_defect_asks_why_it_was_not_caught(String defect, String narrative, boolean found) {
        assertThat(areTestsMissed(
                        "{'id': 'c1', 'kind': 'root_cause', 'category': 'code_defect', 'text': '" + defect + "'}",
                        narrative))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c1>c2 c2>c3 | c3 | false",
                "c1>c2 c2>c3 | c1 | false",
                "c1>c2 c1>c3 | c3 | false",
                "c1>c2       | c3 | false",
                "c1>c2 c3>c4 | c3 | true",
                "c1>c2 c3>c4 | c4 | true"
            })
    void the_answer_stands_with_the_defect_or_alone_but_not_in_another_chain(
            String ties, String answer, boolean found) {
        String causes = List.of("c1", "c2", "c3", "c4").stream()
                .map(id -> "{'id': '%s', 'kind': 'intermediate', 'category': '%s', 'text': '%s', 'becauseOf': [%s]}"
                        .formatted(
                                id,
                                id.equals("c2") ? "code_defect" : "other",
                                id.equals(answer) ? "No test had it." : "Because.",
                                List.of(ties.split(" ")).stream()
                                        .filter(tie -> tie.startsWith(id + ">"))
                                        .map(tie -> "'" + tie.substring(3) + "'")
                                        .collect(Collectors.joining(", "))))
                .collect(Collectors.joining(", "));
        assertThat(areTestsMissed(causes, "")).isEqualTo(found);
    }

    @Test
    void what_is_owed_by_nobody_by_no_day_is_said_in_one() {
        ObjectNode coe = Records.good();
        ((ObjectNode) coe.at("/correctiveActions/0"))
                .put("state", "committed")
                .putNull("owner")
                .putNull("dueOn");
        assertThat(Records.findings(coe))
                .filteredOn(finding -> finding.rule().equals("action-owner-and-date"))
                .extracting(Finding::message)
                .containsExactly("COE-42-A1 is committed to, and has neither owner nor due date.");
    }
}
