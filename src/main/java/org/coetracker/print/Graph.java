package org.coetracker.print;

import io.quarkus.qute.RawString;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The picture of the causes on a page: upright or on its side, whichever shows it larger. */
final class Graph {
    private static final Pattern SIZE = Pattern.compile(" width=\"(\\d+)\" height=\"(\\d+)\"");
    private static final Pattern FONTS = Pattern.compile(" font-family=\"[^\"]*\"");

    /** Room on an A4 page, in pixels of 1/96 inch, below the heading. */
    private static final double[] UPRIGHT = {640, 830};

    private static final double[] ON_ITS_SIDE = {960, 545};

    /** Smaller than this nobody reads it. */
    private static final double SMALLEST = 0.33;

    private Graph() {}

    /** The picture with its size on the page; without one when it would be too small. */
    static Map<String, Object> fitted(String svg) {
        Matcher size = SIZE.matcher(svg);
        if (!size.find()) {
            throw new IllegalStateException("The picture has no size.");
        }
        double width = Integer.parseInt(size.group(1));
        double height = Integer.parseInt(size.group(2));
        double upright = scale(UPRIGHT, width, height);
        double onItsSide = scale(ON_ITS_SIDE, width, height);
        // A page on its side is turned only for a picture that gains by it.
        boolean isTurned = onItsSide > upright * 1.15;
        double scale = isTurned ? onItsSide : upright;
        if (scale < SMALLEST) {
            return Rows.row("svg", null, "isTurned", false);
        }
        String sized = size.replaceFirst(
                " width=\"" + Math.round(width * scale) + "\" height=\"" + Math.round(height * scale) + "\"");
        return Rows.row(
                "svg",
                new RawString(FONTS.matcher(sized).replaceFirst(" font-family=\"'Liberation Sans', 'DejaVu Sans'\"")),
                "isTurned",
                isTurned);
    }

    private static double scale(double[] room, double width, double height) {
        return Math.min(0.9, Math.min(room[0] / width, room[1] / height));
    }
}
