package org.coetracker.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.coetracker.coe.QualityCheck;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of a text that was to be added to a timeline.
 *
 * @param coe the COE's ref
 * @param version the COE's version, after the change where there was one
 * @param dryRun whether nothing was changed on purpose
 * @param added how many entries were added, or would be
 * @param alreadyThere how many were left out because they are there
 * @param lines each entry as it was understood
 * @param quality what the quality gate says; null when nobody asked
 */
@Schema(name = "TimelineImport")
record TimelineImport(
        String coe,
        int version,
        boolean dryRun,
        int added,
        int alreadyThere,
        List<ImportedLine> lines,

        @Schema(ref = "Quality") @JsonInclude(JsonInclude.Include.NON_NULL)
        QualityCheck.Verdict quality) {

    static TimelineImport of(
            String coe, int version, boolean dryRun, List<ImportedLine> lines, QualityCheck.Verdict quality) {
        int added = (int) lines.stream().filter(ImportedLine::added).count();
        return new TimelineImport(coe, version, dryRun, added, lines.size() - added, lines, quality);
    }
}
