package org.coetracker.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.coetracker.coe.answer.WhatHappened;
import org.coetracker.shared.Text;
import org.coetracker.shared.problem.Violations;

/** The entries that were understood so far, and what is wrong with the other lines. */
final class Lines {
    /** As many entries as a timeline may have. */
    static final int MOST = 1_000;

    private static final int LONGEST = 10_000;

    /** Of what is written, in what is said of it. */
    private static final int LONGEST_SHOWN = 60;

    private final List<Line> found = new ArrayList<>();
    private final Violations violations;

    Lines(Violations violations) {
        this.violations = violations;
    }

    /** Notes that a line is wrong. */
    void refuse(int line, String code, String detail) {
        violations.add(pointer(line), code, detail);
    }

    /** Notes that a line is wrong. */
    void refuse(int line, Unclear unclear) {
        refuse(line, unclear.code(), unclear.getMessage());
    }

    /** Adds an entry, when its text can be kept; whether it can. */
    boolean add(Line line) {
        if (line.text().isBlank()) {
            refuse(line.number(), "no_text", "There is a time and nothing that happened then.");
        } else if (!Text.isStorable(line.text())) {
            refuse(line.number(), "not_text", "This has a NUL, or what is no character.");
        } else if (line.text().length() > LONGEST) {
            refuse(line.number(), "size", "An entry has at most 10,000 characters.");
        } else if (found.size() == MOST) {
            refuse(line.number(), "too_many", "At most 1,000 entries can be added at once.");
        } else {
            return found.add(line);
        }
        return false;
    }

    /** Adds text to the entry that was added last; whether it can be kept with it. */
    boolean goOn(String text) {
        Line last = found.remove(found.size() - 1);
        return add(new Line(
                last.number(), last.at(), last.kind(), last.text() + "\n" + text, last.evidence(), last.remarks()));
    }

    /** All entries. */
    List<Line> all() {
        return found;
    }

    /** Where a line is, for programs. */
    static String pointer(int line) {
        return "/lines/" + line;
    }

    /** What is written, short enough to be named in a message: a cell may be as long as the body. */
    static String shown(String written) {
        return written.codePointCount(0, written.length()) <= LONGEST_SHOWN
                ? written
                : written.substring(0, written.offsetByCodePoints(0, LONGEST_SHOWN - 1)) + "…";
    }

    /** The kind of entry that a word stands for. */
    static Optional<WhatHappened.Kind> kind(String word) {
        return Arrays.stream(WhatHappened.Kind.values())
                .filter(kind -> word(kind).equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** The words for all kinds of entries. */
    static String kinds() {
        return Arrays.stream(WhatHappened.Kind.values()).map(Lines::word).collect(Collectors.joining(", "));
    }

    private static String word(WhatHappened.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
