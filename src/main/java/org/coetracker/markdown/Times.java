package org.coetracker.markdown;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them. */
final class Times {
    private static final Pattern FORM = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})[Tt ](\\d{2}:\\d{2})(:\\d{2}(?:\\.\\d+)?)? ?(?:(Z|z|UTC)|([+-]\\d{2}):?(\\d{2}))");

    private Times() {}

    /** Whether a time says its zone. */
    static boolean isZoned(String text) {
        return FORM.matcher(text.strip()).matches();
    }

    /** As RFC 3339 writes it; what is no time stays as it is, to be refused for it. */
    static String written(String text) {
        Matcher time = FORM.matcher(text.strip());
        if (!time.matches()) {
            return text.strip();
        }
        return time.group(1)
                + "T"
                + time.group(2)
                + (time.group(3) == null ? ":00" : time.group(3))
                + (time.group(4) == null ? time.group(5) + ":" + time.group(6) : "Z");
    }
}
