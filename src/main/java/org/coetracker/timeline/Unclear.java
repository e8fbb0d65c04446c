package org.coetracker.timeline;

/** That a line cannot be understood: said of the line, together with all others. */
final class Unclear extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * What is not clear.
     *
     * @param code a stable word for programs
     * @param detail a sentence that says what to do
     */
    Unclear(String code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    String code() {
        return code;
    }
}
