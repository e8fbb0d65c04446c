package org.coetracker.quality;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coetracker.quality.rule.Finding;
import org.coetracker.quality.rule.Level;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the quality gate says about a COE.
 *
 * @param findings what the rules found, blockers first
 * @param blockers how many of them keep the COE from being submitted
 * @param advice how many do not
 * @param waived rules that are waived for this COE, with what they find all the same, which is not counted
 */
@Schema(name = "Quality")
record QualityView(List<Finding> findings, int blockers, int advice, List<Waiver> waived) {

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
                findings,
                blockers,
                findings.size() - blockers,
                waivers.stream()
                        .map(waiver -> waiver.with(aside.get(waiver.rule())))
                        .toList());
    }
}
