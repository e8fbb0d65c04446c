package org.coetracker.quality.rule;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing that a rule found.
 *
 * @param rule the rule's id
 * @param level how much it matters
 * @param question the question that it is about; null for the summary and the title
 * @param pointer where in the record, as a JSON pointer
 * @param message what is missing or wrong
 * @param howToFix what to do about it
 */
@Schema(name = "Finding")
public record Finding(String rule, Level level, String question, String pointer, String message, String howToFix) {

    /** The same, for so many more that are not told. */
    public Finding andMore(int others) {
        return new Finding(rule, level, question, pointer, message + " (And " + others + " more like this.)", howToFix);
    }
}
