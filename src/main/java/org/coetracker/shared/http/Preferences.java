package org.coetracker.shared.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a caller prefers, by the header {@code Prefer} (RFC 7240). What is not known is ignored. */
public final class Preferences {
    /** The header by which an answer says what was done of it. */
    public static final String APPLIED = "Preference-Applied";

    private Preferences() {}

    /**
     * Whether something is among what the caller prefers.
     *
     * @param prefer the lines of the header, each with any number of preferences; null for none
     * @param preference {@code name} or {@code name=value}; names are compared without regard to case
     */
    public static boolean contain(List<String> prefer, String preference) {
        return prefer != null
                && prefer.stream()
                        .flatMap(line -> Arrays.stream(line.split(",", -1)))
                        .map(Preferences::plain)
                        .anyMatch(preference::equals);
    }

    /** Without the parameters behind a semicolon, and without quotes around the value. */
    private static String plain(String preference) {
        String[] parts = preference.split(";", 2)[0].split("=", 2);
        String name = parts[0].strip().toLowerCase(Locale.ROOT);
        return parts.length == 1 ? name : name + "=" + parts[1].strip().replaceAll("^\"(.*)\"$", "$1");
    }
}
