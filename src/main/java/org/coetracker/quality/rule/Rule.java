package org.coetracker.quality.rule;

import java.util.List;

/** A rule of the quality gate. The same record and terms give the same remarks, and one thing gives one of them. */
abstract class Rule {
    private final String id;
    private final String question;

    /**
     * A rule.
     *
     * @param id the name by which policies, waivers and clients know it, for good
     * @param question the question that it is about; null when it is about none, or several
     */
    Rule(String id, String question) {
        this.id = id;
        this.question = question;
    }

    /** The name by which policies, waivers and clients know it. */
    final String id() {
        return id;
    }

    /** What it finds in a record; nothing when the record is good. */
    abstract List<Remark> look(Subject coe, Terms terms);

    /** A remark on the rule's question. */
    final Remark remark(String pointer, String message, String howToFix) {
        return new Remark(question, pointer, message, howToFix);
    }

    /** A list of one remark when something is wrong, else none. */
    final List<Remark> when(boolean wrong, String pointer, String message, String howToFix) {
        return wrong ? List.of(remark(pointer, message, howToFix)) : List.of();
    }
}
