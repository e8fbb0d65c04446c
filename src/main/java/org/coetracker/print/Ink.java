package org.coetracker.print;

import io.quarkus.qute.RawString;

/**
 * What there is for one print: texts are printed whole until together they are longer than any book, and are cut short
 * from there on, with a word that says so. A record at its limits would be tens of thousands of pages.
 */
final class Ink {
    /** Some 80 pages, which take a processor a few seconds. */
    static final int MOST = 250_000;

    /** A single text; logs, mostly, are longer. */
    static final int LONGEST = 20_000;

    /** What cannot be left out altogether. */
    private static final int LEAST = 200;

    private static final String CUT = " […]";

    private int left = MOST;
    private boolean isCut;

    /** Markdown, as HTML; null stays null. */
    RawString markdown(String text) {
        return text == null ? null : new RawString(SafeHtml.of(measured(text)));
    }

    /** Text as it is. */
    String plain(String text) {
        return text == null ? null : SafeHtml.printable(measured(text));
    }

    /** Whether anything was cut short. */
    boolean isCut() {
        return isCut;
    }

    private String measured(String text) {
        int most = Math.max(LEAST, Math.min(LONGEST, left));
        left -= Math.min(text.length(), most);
        if (text.length() <= most) {
            return text;
        }
        isCut = true;
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + CUT;
    }
}
