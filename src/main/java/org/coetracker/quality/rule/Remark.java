package org.coetracker.quality.rule;

/**
 * What a rule found, before anybody says how much it matters.
 *
 * @param question the question that it is about; null for the summary and the title
 * @param pointer where in the record
 * @param message what is missing or wrong
 * @param howToFix what to do about it
 */
record Remark(String question, String pointer, String message, String howToFix) {

    /** The same, when it is known who says so and how much it matters. */
    Finding asFinding(String rule, Level level) {
        return new Finding(rule, level, question, pointer, message, howToFix);
    }
}
