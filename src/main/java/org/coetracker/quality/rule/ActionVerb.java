package org.coetracker.quality.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.coetracker.action.ActionView;

/** The title of each action that is committed to begins with a verb: what somebody will do. */
final class ActionVerb extends Rule {
    private static final Set<String> VERBS = Words.lines(Lists.verbs()).collect(Collectors.toUnmodifiableSet());
    /** Marks of lists and labels: "- [ ]", "1.", "[P1]", "P1:", "OPS-12:". */
    private static final Pattern MARKS =
            Pattern.compile("^(?:\\s|[-*+•–—#>]|\\[[^\\]]{0,40}\\]:?|\\([^)]{0,40}\\):?|\\d{1,3}[.)]|[Pp]\\d\\b[:.)-]?"
                    + "|\\p{Lu}[\\p{Lu}\\d]*-\\d+:?|[\\p{Lu}]{2,8}:)*+");

    private static final Pattern WORD = Pattern.compile("\\G\\P{L}*(\\p{L}[\\p{L}\\p{M}'’-]*)");
    private static final Set<String> BEFORE_VERBS =
            Set.of("also", "always", "do", "don't", "don’t", "never", "no", "longer", "not", "please", "to");

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
        Matcher word = WORD.matcher(MARKS.matcher(title).replaceFirst(""));
        while (word.find()) {
            String lower = word.group(1).toLowerCase(Locale.ROOT);
            if (isVerb(lower)) {
                return true;
            }
            if (!BEFORE_VERBS.contains(lower) && !lower.endsWith("ly")) {
                return false;
            }
        }
        return false;
    }

    /** Also with something before a hyphen: "load-test", "double-check", "re-enable". */
    private static boolean isVerb(String word) {
        return VERBS.contains(word)
                || VERBS.contains(word.replace("-", ""))
                || VERBS.contains(word.substring(word.lastIndexOf('-') + 1));
    }
}
