package org.coetracker.quality;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.coetracker.coe.CoeView;
import org.coetracker.coe.QualityCheck;
import org.coetracker.quality.Grounds.Known;
import org.coetracker.quality.rule.Names;
import org.coetracker.quality.rule.RuleBook;
import org.coetracker.quality.rule.Subject;
import org.coetracker.quality.rule.Terms;
import org.coetracker.quality.rule.Words;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;

/** Runs the rules over a COE, and stands between a draft and its reviewers. */
@ApplicationScoped
class QualityGate implements QualityCheck {
    private final Grounds grounds;
    private final WordLists lists;

    QualityGate(Grounds grounds, WordLists lists) {
        this.grounds = grounds;
        this.lists = lists;
    }

    @Override
    public QualityView judge(CoeView coe) {
        Subject subject = Subject.of(coe);
        Known known = grounds.of(coe.id(), Names.in(subject));
        Set<String> waived = known.waivers().stream().map(Waiver::rule).collect(Collectors.toSet());
        Terms terms = new Terms(
                known.policy(), waived, lists.blame(), lists.tests(), Words.ofPeople(known.people()), known.required());
        return QualityView.of(RuleBook.findings(subject, terms), known.waivers());
    }

    @Override
    public void require(CoeView coe, String move) {
        QualityView quality = judge(coe);
        if (quality.blockers() > 0) {
            throw ProblemException.of(
                    ErrorCode.NOT_GOOD_ENOUGH,
                    coe.ref() + " cannot be " + move + " yet: "
                            + (quality.blockers() == 1
                                    ? "one blocker is left"
                                    : quality.blockers() + " blockers are left")
                            + "; \"findings\" says what, where, and how to fix it.",
                    Map.of(
                            "findings",
                            JsonText.tree(quality.findings()),
                            "blockers",
                            quality.blockers(),
                            "advice",
                            quality.advice()));
        }
    }
}
