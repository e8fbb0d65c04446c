package org.coetracker.chart;

/** Reads numbers as tables have them. */
final class Numbers {
    private static final int LONGEST = 40;
    /** Nobody measures more; sums and squares of such numbers are still numbers. */
    private static final double LARGEST = 1e100;

    private static final double SMALLEST = 1e-100;

    private Numbers() {}

    /**
     * The number in a cell; not a number when it is none, or larger than a chart can have (1e100). What is smaller than
     * 1e-100 is zero.
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
            double size = Math.abs(number);
            return size > LARGEST ? Double.NaN : size < SMALLEST ? 0 : number;
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
