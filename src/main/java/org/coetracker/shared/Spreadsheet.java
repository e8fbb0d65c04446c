package org.coetracker.shared;

import java.util.regex.Pattern;

/** What a spreadsheet makes of text. */
public final class Spreadsheet {
    /** Blanks before it do not keep some from taking a cell for a formula, and neither do the wide signs of East Asia. */
    private static final Pattern FORMULA =
            Pattern.compile("(?s)[\\s\\u00a0\\u3000\\ufeff]*[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20].*|[\\t\\r\\n].*");

    private Spreadsheet() {}

    /** The text as a cell that is no formula: one that begins like one begins with an apostrophe instead. */
    public static String harmless(String cell) {
        return FORMULA.matcher(cell).matches() ? "'" + cell : cell;
    }
}
