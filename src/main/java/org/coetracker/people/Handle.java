package org.coetracker.people;

import java.util.regex.Pattern;

/** The name by which a person or a team is referred to, for good. */
final class Handle {
    /** Fits into a path without escapes; the colon stays free for the parts of the service that act by themselves. */
    static final String FORM = "[a-z0-9][a-z0-9._-]{0,62}";

    static final String ADVICE =
            "A handle has 1 to 63 of a-z, 0-9, dot, underscore and hyphen, and begins with a" + " letter or digit.";

    private static final Pattern PATTERN = Pattern.compile(FORM);

    private Handle() {}

    /** Whether anybody could have this handle. */
    static boolean isPossible(String text) {
        return PATTERN.matcher(text).matches();
    }
}
