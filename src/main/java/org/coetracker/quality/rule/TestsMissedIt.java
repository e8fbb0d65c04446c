package org.coetracker.quality.rule;

import java.util.List;
import org.coetracker.coe.answer.RootCause.Category;
import org.coetracker.coe.answer.RootCause.Cause;

/** Where code was at fault, the causes say why tests did not catch it. */
final class TestsMissedIt extends Rule {
    private static final Words TESTS = Words.of(List.of(
            "test",
            "tests",
            "tested",
            "testing",
            "untested",
            "test suite",
            "tester",
            "testers",
            "test case",
            "test cases",
            "unit-tested",
            "load-tested"));

    TestsMissedIt() {
        super("tests-missed-it", "rootCause");
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        List<Cause> causes = coe.rootCause().causes();
        int defect = -1;
        for (int index = 0; index < causes.size(); index++) {
            Cause cause = causes.get(index);
            if (TESTS.isIn(cause.text())) {
                return List.of();
            }
            if (defect < 0 && cause.category() == Category.CODE_DEFECT) {
                defect = index;
            }
        }
        return when(
                defect >= 0 && !TESTS.isIn(coe.rootCause().narrative()),
                "/rootCause/causes/" + defect,
                "A cause is a defect in code, and nothing says why tests did not catch it.",
                "Add the answer as a cause, or to the narrative of the root cause: which test was missing, or why the one"
                        + " that there was let it pass.");
    }
}
