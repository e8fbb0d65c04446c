package org.coetracker.quality.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.coetracker.coe.answer.RootCause.Cause;
import org.coetracker.coe.answer.RootCause.Kind;

/**
 * No why-chain ends in a person, or in "human error": somebody else would have done the same. Looks at causes that nothing
 * explains, and at root causes. It blocks, so that it rather misses a person than takes a system for one.
 */
final class WhyBeyondPerson extends Rule {
    private static final String ENDINGS =
            Words.lines(Lists.personEndings()).map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")"));
    private static final String BY_SOMEBODY = "(?:\\s+(?:by|of|on the part of)\\s+[^.;]*+)?";
    /** How much around a name is looked at, so that one that is written over and over is soon read. */
    private static final int REACH = 300;

    private static final String END = "[\\s.!;]*$";

    private static final String PEOPLE =
            "(?:engineer|dba|sre|sysadmin|employee|intern|contractor|technician|colleague|person|responder|maintainer"
                    + "|team member|programmer)";
    /** Of a person, and of no program: Kubernetes has operators for storage, databases and networks. */
    private static final String OF_PEOPLE = "on-call|on call|night|shift|duty|junior|senior|new|tired|human|support";

    private static final String OF_BOTH = OF_PEOPLE + "|network|database|storage|system|systems|platform|software"
            + "|security|site reliability|data[ -]cent(?:er|re)";

    /** "Human error.", "It was human error by the operator." */
    private static final Pattern WHOLE = insensitive("^\\W*(?:(?:root cause|cause|reason)\\s*:\\s*)?"
            + "(?:(?:this|it|that)\\s+(?:was|is)\\s+)?(?:(?:a|an|the|just|simply|simple|pure|plain)\\s+)*+"
            + ENDINGS + BY_SOMEBODY + "\\s*(?:[.!;].*)?$");
    /** "Human error during the repair led to the deletion." */
    private static final Pattern SUBJECT = insensitive("^\\W*(?:(?:a|an|the|simple|pure|plain)\\s+)*+" + ENDINGS
            + "(?:\\s+(?:by|of|on the part of|in|during|at|while|when)\\s+[^.;,]*?)?"
            + "\\s+(?:(?:had|has|have)\\s+)?(?:caused|led to|resulted in|made|broke|brought|triggered|removed|deleted"
            + "|was (?:the|a|to blame|at|behind)|were (?:the|a|to blame|at|behind))\\b.*");
    /** "The disk was lost due to human error." */
    private static final Pattern BECAUSE =
            insensitive(".*\\b(?:due to|because of|owing to|caused by|a result of|down to)\\s+"
                    + "(?:(?:a|an|the|simple|pure|plain)\\s+)*+" + ENDINGS + BY_SOMEBODY + END);
    /** "Forgot to renew the certificate." */
    private static final Pattern SLIP = insensitive(
            "^\\W*(?:forgot|mistyped|misread|overlooked|fat-fingered)\\s+(?:to|the|a|an|that|about|his|her|their)\\b.*");
    /** What nothing guards against, or what can be done, is how things are set up. */
    private static final Pattern SETUP = insensitive("\\b(?:no|nobody|nothing|not|without|against|can|cannot)\\b");

    private static final Pattern ENDING = insensitive(ENDINGS);

    /** Somebody who did something: a person or a role, and behind it a verb that tells of one act in the past. */
    private static final Pattern SOMEBODY =
            insensitive("^\\W*(?:(?:(?:somebody|someone)(?:\\s+else)?|he|she|" + role() + ")(?![\\p{L}\\p{N}'’_-])"
                    + deed("") + "|" + roles() + "(?![\\p{L}\\p{N}'’_-])" + deed("lost|left|") + ")");
    /** Where a name begins that what happened is put down to. */
    private static final Pattern BY = insensitive("\\b(?:by|due\\s+to|because\\s+of|owing\\s+to|down\\s+to)\\s+\\W*$");
    /** Where a sentence, or the reason that it gives, begins. */
    private static final Pattern BEGINNING =
            insensitive("(?:.*(?:[.;:!?]|\\bbecause)\\s+)?+(?:(?:at|on|in|after|during)\\b[^,.;]*+,)?\\W*");
    /** What is said of a person behind the name: nothing more, an act, or that it is theirs. */
    private static final Pattern SAID =
            insensitive("\\W*|\\W?" + deed("") + "|\\s+was\\s+(?:to\\s+blame|at\\s+fault)\\b.*"
                    + "|'s?\\s+(?:mistake|error|fault|carelessness|negligence|slip)\\b.*");

    WhyBeyondPerson() {
        super("why-beyond-person", "rootCause");
    }

    private static String role() {
        String any =
                "(?:(?!(?:no|not|an?|the|that|which|what|how|when|where|if|whether|because|as|before|after|only|for"
                        + "|by|to|of|in|at|with|from|and|or|than|but|every|any|each)\\b)[\\p{L}-]+\\s+){0,3}";
        return "(?:the|an|a|one|our|another)\\s+" + any + PEOPLE + "|(?:(?:the|an|a|one|our)\\s+)?" + known("");
    }

    /** What stands before a plural may be what they did something with ("the runbook engineers followed"). */
    private static String roles() {
        return "(?:(?:the|our|two|three|some|several|both)\\s+)?" + known("s");
    }

    private static String known(String ending) {
        return "(?:(?:(?:" + OF_BOTH + ")\\s+){0,2}(?:" + PEOPLE + "|developer|administrator|admin)" + ending
                + "|(?:(?:" + OF_PEOPLE + ")\\s+){0,2}operator" + ending + ")";
    }

    /** What somebody did, but for these words. */
    private static String deed(String none) {
        return "\\s+(?:(?:\\p{L}+ly|then|just|also|never|once)\\s+){0,2}(?:did\\s+not|didn['’]t|had\\s+(?:not\\s+|never\\s+|just\\s+|already\\s+|\\p{L}+ly\\s+)?"
                + participle(none)
                + "|(?:was|were)\\s+(?:distracted|tired|careless|inattentive|hasty|confused|not\\s+(?:careful|paying))"
                + "|" + past(none) + ")(?![\\p{L}\\p{N}'’_-]).*";
    }

    /** Those of needing, getting and knowing tell of how things were set up, and some words only look like one. */
    private static String past(String none) {
        return "(?!(?:" + none
                + "waited|relied|worked|lost\\s+(?:access|contact|sight)|needed|lacked|required|wanted|received|depended|learned|noticed|used|shared|provided|based|named"
                + "|called|trained|speed|feed|need|seed|breed|embed|exceed|proceed|succeed)\\b)"
                + "(?:\\p{L}{2,}ed|ran|made|took|forgot|went|gave|put|set|cut|shut|left|sent|wrote|chose|began|broke"
                + "|brought|built|kept|lost|misread|overrode|let|hit|thought|drew|led|did|threw|tore|swept|overwrote"
                + "|rewrote|undid|misheard|mistook|fell asleep)";
    }

    private static String participle(String none) {
        return "(?!(?:" + none
                + "waited|relied|worked|lost\\s+(?:access|contact|sight)|un\\p{L}+|limited|restricted|shared|dedicated|outdated|detailed|privileged|elevated|automated|mixed"
                + "|increased|reduced|needed|required|received|learned|trusted|permitted|standardized|centralized)\\b)"
                + "(?:\\p{L}{2,}ed|read|run|made|taken|forgotten|gone|given|put|set|cut|shut|left|sent|written|chosen|begun"
                + "|broken|brought|built|kept|lost|misread|overridden|let|hit|thought|drawn|led|done|overwritten"
                + "|mistaken)";
    }

    private static Pattern insensitive(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        List<Remark> remarks = new ArrayList<>();
        List<Cause> causes = coe.rootCause().causes();
        for (int index = 0; index < causes.size(); index++) {
            Cause cause = causes.get(index);
            boolean last = cause.becauseOf().isEmpty() || cause.kind() == Kind.ROOT_CAUSE;
            if (last && isPerson(cause.text(), terms)) {
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
        String line = text.strip().replaceAll("\\s+", " ");
        return isEnding(line)
                || isDeedOf(terms.people(), line)
                || SOMEBODY.matcher(line).matches();
    }

    /** A name elsewhere, such as in "the script that … wrote", is a matter of wording. */
    private static boolean isDeedOf(Words people, String line) {
        return people.isIn(
                line,
                REACH,
                (before, behind) -> BEGINNING.matcher(before).matches()
                                && SAID.matcher(behind).matches()
                        || BY.matcher(before).find()
                                && !SETUP.matcher(before + behind).find());
    }

    private static boolean isEnding(String line) {
        if (SLIP.matcher(line).matches()) {
            return true;
        }
        // The phrase itself may hold such a word.
        return (WHOLE.matcher(line).matches()
                        || SUBJECT.matcher(line).matches()
                        || BECAUSE.matcher(line).matches())
                && !SETUP.matcher(ENDING.matcher(line).replaceAll("")).find();
    }

    private static String start(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= 80
                ? line
                : line.substring(0, line.offsetByCodePoints(0, 77)) + "…";
    }
}
