package org.coetracker.quality.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.coetracker.coe.answer.RootCause.Cause;

/** No why-chain ends in a person, or in "human error": somebody else would have done the same. */
final class WhyBeyondPerson extends Rule {
    private static final Words ENDINGS = Words.ofLines(Lists.personEndings());
    /** What begins with somebody who did something; what somebody can or has to do is how things are set up. */
    private static final Pattern SOMEBODY = Pattern.compile(
            "^\\s*(somebody|someone|he|she|(the|an|a|one|our)\\s+((on-call|junior|senior|new)\\s+)?"
                    + "(engineer|operator|developer|administrator|admin|sysadmin|employee|intern|contractor|technician"
                    + "|colleague|person|responder|maintainer))(?![\\p{L}\\p{N}'’-])"
                    + "(?!\\s+(can|could|may|might|must|has to|had to|have to|is able|was able|needs|needed|account"
                    + "|accounts|api|console|guide|interface|process|role|team|tool)\\b).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    WhyBeyondPerson() {
        super("why-beyond-person", "rootCause");
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        List<Remark> remarks = new ArrayList<>();
        List<Cause> causes = coe.rootCause().causes();
        for (int index = 0; index < causes.size(); index++) {
            Cause cause = causes.get(index);
            if (cause.becauseOf().isEmpty() && isPerson(cause.text(), terms)) {
                remarks.add(remark(
                        "/rootCause/causes/" + index,
                        "The why-chain ends in a person: \"" + start(cause.text()) + "\".",
                        "Ask why once more: what made this easy to do and hard to notice? Add the answer as a cause, and"
                                + " point at it with becauseOf."));
            }
        }
        return remarks;
    }

    private static boolean isPerson(String text, Terms terms) {
        return ENDINGS.isIn(text)
                || terms.people().isIn(text)
                || SOMEBODY.matcher(text).matches();
    }

    private static String start(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= 80 ? line : line.substring(0, line.offsetByCodePoints(0, 77)) + "…";
    }
}
