package org.coetracker.chart;

/** Reads numbers as tables have them. */
final class Numbers {
    private static final int LONGEST = 40;

    private Numbers() {}

    /**
     * The number in a cell; not a number when it is none.
     *
     * @param decimalComma whether a comma stands before the decimals
     */
    static double read(String cell, boolean decimalComma) {
        String text = cell.strip();
        if (text.endsWith("%")) {
            text = text.substring(0, text.length() - 1).stripTrailing();
        }
        if (decimalComma) {
            text = text.replace(',', '.');
        }
        if (text.isEmpty() || text.length() > LONGEST || !isPlain(text)) {
            return Double.NaN;
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? number : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Java reads more as numbers than tables mean: NaN, Infinity, 0x1p3, 1f. */
    private static boolean isPlain(String text) {
        for (int index = 0; index < text.length(); index++) {
            char sign = text.charAt(index);
            if ((sign < '0' || sign > '9') && "+-.eE".indexOf(sign) < 0) {
                return false;
            }
        }
        return true;
    }
}
