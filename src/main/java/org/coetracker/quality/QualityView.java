package org.coetracker.quality;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coetracker.coe.QualityCheck;
import org.coetracker.quality.rule.Finding;
import org.coetracker.quality.rule.Level;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the quality gate says about a COE.
 *
 * @param findings what the rules found, blockers first; of each rule the first {@value #MOST}
 * @param blockers how many of all that was found keep the COE from being submitted
 * @param advice how many do not
 * @param waived rules that are waived for this COE, with what they find all the same, which is not counted
 */
@Schema(name = "Quality")
record QualityView(List<Finding> findings, int blockers, int advice, List<Waiver> waived)
        implements QualityCheck.Verdict {
    /** So many findings of one rule are told; nobody mends the next before those. */
    static final int MOST = 50;

    /** What was found, with what is waived put aside. */
    static QualityView of(List<Finding> found, List<Waiver> waivers) {
        Map<String, List<Finding>> aside = new LinkedHashMap<>();
        waivers.forEach(waiver -> aside.put(waiver.rule(), new ArrayList<>()));
        List<Finding> findings = new ArrayList<>();
        found.forEach(finding -> aside.getOrDefault(finding.rule(), findings).add(finding));
        int blockers = (int) findings.stream()
                .filter(finding -> finding.level() == Level.BLOCKER)
                .count();
        return new QualityView(
                told(findings),
                blockers,
                findings.size() - blockers,
                waivers.stream()
                        .map(waiver -> waiver.with(told(aside.get(waiver.rule()))))
                        .toList());
    }

    /** Of each rule the first ones, the last of which says how many more there are. */
    private static List<Finding> told(List<Finding> findings) {
        Map<String, List<Finding>> byRule = new LinkedHashMap<>();
        findings.forEach(finding -> byRule.computeIfAbsent(finding.rule(), rule -> new ArrayList<>())
                .add(finding));
        List<Finding> told = new ArrayList<>();
        byRule.values().forEach(all -> {
            told.addAll(all.subList(0, Math.min(MOST, all.size())));
            if (all.size() > MOST) {
                told.add(told.remove(told.size() - 1).andMore(all.size() - MOST));
            }
        });
        return told;
    }
}
