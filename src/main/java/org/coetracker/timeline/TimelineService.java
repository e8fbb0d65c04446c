package org.coetracker.timeline;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.coetracker.access.Actor;
import org.coetracker.access.Operation;
import org.coetracker.coe.CoeAmendments;
import org.coetracker.coe.CoeAmendments.Judged;
import org.coetracker.coe.CoeRef;
import org.coetracker.coe.CoeView;
import org.coetracker.coe.Edit;
import org.coetracker.coe.QualityCheck;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.MergePatch;
import org.coetracker.shared.json.Reason;
import org.coetracker.shared.problem.Violations;

/** Adds what was pasted to the timeline of a COE, as one edit of it. */
@ApplicationScoped
class TimelineService {
    private final CoeAmendments amendments;

    TimelineService(CoeAmendments amendments) {
        this.amendments = amendments;
    }

    /** What the lines of a text were understood to be, and the COE with them; how good it is then, where somebody asked. */
    record Imported(CoeView coe, List<ImportedLine> lines, QualityCheck.Verdict quality) {}

    /**
     * A text as it was read.
     *
     * @param lines the entries that were understood
     * @param violations what is wrong with all other lines
     */
    record Text(List<Line> lines, Violations violations) {}

    /** Reads a text. */
    static Text read(String text, boolean csv, Moments moments) {
        Violations violations = new Violations();
        Lines lines = new Lines(violations);
        if (csv) {
            CsvLines.read(text, moments, lines);
        } else {
            PastedLines.read(text, moments, lines);
        }
        return new Text(lines.all(), violations);
    }

    /** What would be added; refused is what {@link #add} would refuse. */
    Imported preview(CoeRef ref, IfMatch expected, Text text, String reason, Actor actor) {
        Addition edit = new Addition(text, reason);
        CoeView coe = amendments.tryOut(ref, expected, Operation.IMPORT_TIMELINE, edit, actor);
        return new Imported(coe, edit.additions.in(coe), null);
    }

    /** Adds the lines that are not there; {@code judged}, with what there is to say about the COE then. */
    Imported add(CoeRef ref, IfMatch expected, Text text, String reason, boolean judged, Actor actor) {
        Addition edit = new Addition(text, reason);
        Judged after = judged
                ? amendments.amendAndJudge(ref, expected, Operation.IMPORT_TIMELINE, edit, actor)
                : new Judged(amendments.amend(ref, expected, Operation.IMPORT_TIMELINE, edit, actor), null);
        return new Imported(after.coe(), edit.additions.in(after.coe()), after.quality());
    }

    /** Adds to the timeline of whatever the record is. */
    private static final class Addition implements Edit {
        private final Text text;
        private final String reason;
        private Additions additions;

        private Addition(Text text, String reason) {
            this.text = text;
            this.reason = Reason.ofParameter(reason, text.violations());
        }

        @Override
        public MergePatch of(CoeView record) {
            additions = Additions.to(record, text.lines(), text.violations());
            return additions.patch(reason);
        }

        @Override
        public void check() {
            additions.check();
        }
    }
}
