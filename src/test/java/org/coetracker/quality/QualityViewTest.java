package org.coetracker.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.coetracker.quality.rule.Finding;
import org.coetracker.quality.rule.Level;
import org.junit.jupiter.api.Test;

class QualityViewTest {
    private static List<Finding> findings(String rule, Level level, int count) {
        List<Finding> findings = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            findings.add(new Finding(rule, level, null, "/" + index, "Wrong.", "Mend it."));
        }
        return findings;
    }

    @Test
    void of_each_rule_fifty_findings_are_told_and_all_are_counted() {
        List<Finding> found = findings("action-tied-to-cause", Level.BLOCKER, 62);
        found.addAll(findings("blameless-wording", Level.ADVICE, 51));
        found.addAll(findings("timeline-gaps", Level.ADVICE, 50));
        QualityView view = QualityView.of(found, List.of());
        assertThat(view.blockers()).isEqualTo(62);
        assertThat(view.advice()).isEqualTo(101);
        assertThat(view.findings()).hasSize(150);
        assertThat(view.findings().get(49).message()).isEqualTo("Wrong. (And 12 more like this.)");
        assertThat(view.findings().get(99).message()).isEqualTo("Wrong. (And 1 more like this.)");
        assertThat(view.findings().get(149).message()).isEqualTo("Wrong.");
    }

    @Test
    void what_is_waived_is_told_the_same_way_and_not_counted() {
        Waiver waiver = new Waiver("action-tied-to-cause", "So.", "ana", Instant.EPOCH, List.of());
        QualityView view = QualityView.of(findings("action-tied-to-cause", Level.BLOCKER, 62), List.of(waiver));
        assertThat(view.blockers()).isZero();
        assertThat(view.waived().get(0).findings()).hasSize(50);
        assertThat(view.waived().get(0).findings().get(49).message()).contains("12 more");
    }
}
