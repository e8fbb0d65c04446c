package org.coetracker.policy;

import java.util.Arrays;
import java.util.List;
import org.coetracker.shared.problem.ProblemException;

/** The policies that there are, in the order in which they are listed. */
enum PolicyName {
    /** By when COEs are submitted and approved. */
    DEADLINES("deadlines", DeadlinePolicy.class, DeadlinePolicy.DEFAULT),
    /** When committed actions are due. */
    DUE_DATES("due-dates", DueDatePolicy.class, DueDatePolicy.DEFAULT),
    /** When the next team of the ladder is told. */
    ESCALATION("escalation", EscalationPolicy.class, EscalationPolicy.DEFAULT),
    /** What the quality gate insists on. */
    QUALITY("quality", QualityPolicy.class, QualityPolicy.DEFAULT),
    /** When owners are reminded. */
    REMINDERS("reminders", ReminderPolicy.class, ReminderPolicy.DEFAULT),
    /** Who is asked to approve COEs. */
    REVIEW("review", ReviewPolicy.class, ReviewPolicy.DEFAULT),
    /** By when done actions are verified. */
    VERIFICATION("verification", VerificationPolicy.class, VerificationPolicy.DEFAULT);

    private final String word;
    private final Class<? extends PolicyDocument> type;
    private final PolicyDocument standard;

    <T extends PolicyDocument> PolicyName(String word, Class<T> type, T standard) {
        this.word = word;
        this.type = type;
        this.standard = standard;
    }

    /**
     * The policy of a word.
     *
     * @throws ProblemException 404 when there is none, with those that there are
     */
    static PolicyName of(String word) {
        return Arrays.stream(values())
                .filter(name -> name.word.equals(word))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.notFound("policy \"" + word + "\"; there are " + String.join(", ", words())));
    }

    /** All words, in their order. */
    static List<String> words() {
        return Arrays.stream(values()).map(PolicyName::word).toList();
    }

    /** By which it is referred to. */
    String word() {
        return word;
    }

    /** What its document is. */
    Class<? extends PolicyDocument> type() {
        return type;
    }

    /** What it is until somebody changes it. */
    PolicyDocument standard() {
        return standard;
    }
}
