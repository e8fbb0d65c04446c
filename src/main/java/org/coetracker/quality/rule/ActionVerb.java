package org.coetracker.quality.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coetracker.action.ActionView;

/** The title of each action that is committed to begins with a verb: what somebody will do. */
final class ActionVerb extends Rule {
    private static final Words VERBS = Words.ofLines(Lists.verbs());
    private static final Pattern FIRST = Pattern.compile(
            "^\\P{L}*(?:(?:[\\p{L}]+ly|also|always|do not|don't|never|no longer|not)\\s+)?(\\p{L}+)",
            Pattern.CASE_INSENSITIVE);

    ActionVerb() {
        super("action-verb", "correctiveActions");
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        List<Remark> remarks = new ArrayList<>();
        for (int index = 0; index < coe.actions().size(); index++) {
            ActionView action = coe.actions().get(index);
            if (ActionOwnerAndDate.OWED.contains(action.state()) && !beginsWithVerb(action.title())) {
                remarks.add(remark(
                        "/correctiveActions/" + index + "/title",
                        "The title of " + action.ref() + " does not begin with a verb that is known here.",
                        "Say what somebody will do: \"Test the restore every week\", not \"Restore tests\"."));
            }
        }
        return remarks;
    }

    static boolean beginsWithVerb(String title) {
        Matcher first = FIRST.matcher(title);
        return first.find()
                && (VERBS.isIn(first.group(1)) || VERBS.isIn(title.strip().split("\\s+", 2)[0]));
    }
}
