package org.coetracker.quality.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coetracker.policy.QualityPolicy;
import org.coetracker.shared.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/quality-rules.md says what the rules do. */
class QualityRulesPageTest {
    private static final Pattern SECTION = Pattern.compile("(?m)^## (.+)$");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)(Bad|Good):\\s+```json\\n(.*?)\\n```");
    private static final Map<String, String> SECTIONS = sections();

    static List<String> rules() {
        return RuleBook.ids();
    }

    private static Map<String, String> sections() {
        try {
            String page = Files.readString(Path.of("docs/quality-rules.md"));
            Map<String, String> sections = new LinkedHashMap<>();
            Matcher section = SECTION.matcher(page);
            int begin = -1;
            String name = null;
            while (section.find()) {
                if (name != null) {
                    sections.put(name, page.substring(begin, section.start()));
                }
                name = section.group(1);
                begin = section.end();
            }
            sections.put(name, page.substring(begin));
            return sections;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void the_page_has_each_rule_and_no_other_in_their_order() {
        assertThat(SECTIONS.keySet()).containsExactlyElementsOf(RuleBook.ids());
    }

    @Test
    void the_policy_knows_each_rule_and_no_other_in_their_order() {
        assertThat(QualityPolicy.DEFAULT.levels().keySet()).containsExactlyElementsOf(RuleBook.ids());
    }

    @Test
    void the_record_of_the_examples_is_good() {
        assertThat(Records.findings(Records.good())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_level_on_the_page_is_the_default(String rule) {
        assertThat(SECTIONS.get(rule).strip())
                .startsWithIgnoringCase(QualityPolicy.DEFAULT.levels().get(rule) + ", about ");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_bad_example_is_found_and_the_good_one_is_not(String rule) {
        Map<String, JsonNode> examples = new LinkedHashMap<>();
        Matcher example = EXAMPLE.matcher(SECTIONS.get(rule));
        while (example.find()) {
            examples.put(example.group(1), JsonText.parse(example.group(2)));
        }
        assertThat(examples).containsOnlyKeys("Bad", "Good");
        assertThat(Records.pointers(rule, Records.with(Records.good(), examples.get("Bad"))))
                .isNotEmpty();
        assertThat(Records.pointers(rule, Records.with(Records.good(), examples.get("Good"))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_finding_is_about_one_of_the_questions_and_points_into_it(String rule) {
        Matcher example = EXAMPLE.matcher(SECTIONS.get(rule));
        assertThat(example.find()).isTrue();
        JsonNode bad = Records.with(Records.good(), JsonText.parse(example.group(2)));
        assertThat(Records.findings(bad))
                .filteredOn(finding -> finding.rule().equals(rule))
                .allSatisfy(finding -> {
                    assertThat(finding.pointer()).startsWith("/");
                    assertThat(finding.message()).endsWith(".");
                    assertThat(finding.howToFix()).endsWith(".");
                    if (finding.question() != null) {
                        assertThat(finding.pointer()).startsWith("/" + finding.question());
                    }
                });
    }
}
