package org.coetracker.shared.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a caller prefers, by the header {@code Prefer} (RFC 7240). What is not known is ignored. */
public final class Preferences {
    /** What an answer says was done of it. */
    public static final String APPLIED = "Preference-Applied";

    private Preferences() {}

    /** Whether this is among what the caller prefers; names are compared without regard to case. */
    public static boolean contain(List<String> prefer, String preference) {
        return prefer != null
                && prefer.stream()
                        .flatMap(line -> Arrays.stream(line.split(",", -1)))
                        .map(one -> one.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                        .anyMatch(preference::equals);
    }
}
