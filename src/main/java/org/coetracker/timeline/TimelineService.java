package org.coetracker.timeline;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.coetracker.access.Actor;
import org.coetracker.access.Operation;
import org.coetracker.coe.CoeAmendments;
import org.coetracker.coe.CoeAmendments.Judged;
import org.coetracker.coe.CoeRef;
import org.coetracker.coe.CoeService;
import org.coetracker.coe.CoeView;
import org.coetracker.coe.Edit;
import org.coetracker.coe.SubmissionCheck;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;

/** Adds what was pasted to the timeline of a COE, as one edit of it. */
@ApplicationScoped
class TimelineService {
    private final CoeService coes;
    private final CoeAmendments amendments;

    TimelineService(CoeService coes, CoeAmendments amendments) {
        this.coes = coes;
        this.amendments = amendments;
    }

    /** What the lines of a text were understood to be, and the COE with them; how good it is then, where somebody asked. */
    record Imported(CoeView coe, List<ImportedLine> lines, SubmissionCheck.Verdict quality) {}

    /**
     * Reads a text.
     *
     * @throws org.coetracker.shared.problem.ProblemException 422 with all lines that are not understood
     */
    static List<Line> read(String text, boolean csv, Moments moments) {
        Violations violations = new Violations();
        Lines lines = new Lines(violations);
        if (csv) {
            CsvLines.read(text, moments, lines);
        } else {
            PastedLines.read(text, moments, lines);
        }
        violations.orElseThrow(ErrorCode.INVALID);
        return lines.all();
    }

    /** What would be added. */
    Imported preview(CoeRef ref, List<Line> lines, Actor actor) {
        CoeView coe = coes.readTo(ref, Operation.IMPORT_TIMELINE, actor);
        return new Imported(coe, Additions.to(coe, lines).in(coe), null);
    }

    /** Adds the lines that are not there; {@code judged}, with what there is to say about the COE then. */
    Imported add(CoeRef ref, IfMatch expected, List<Line> lines, String reason, boolean judged, Actor actor) {
        AtomicReference<Additions> added = new AtomicReference<>();
        Edit edit = record -> {
            Additions additions = Additions.to(record, lines);
            added.set(additions);
            return additions.patch(reason);
        };
        Judged after = judged
                ? amendments.amendAndJudge(ref, expected, Operation.IMPORT_TIMELINE, edit, actor)
                : new Judged(amendments.amend(ref, expected, Operation.IMPORT_TIMELINE, edit, actor), null);
        return new Imported(after.coe(), added.get().in(after.coe()), after.quality());
    }
}
