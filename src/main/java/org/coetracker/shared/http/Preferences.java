package org.coetracker.shared.http;

import java.util.List;
import java.util.Locale;

/** What a client would like, if it is not too much to ask (RFC 7240). */
public final class Preferences {
    private Preferences() {}

    /**
     * Whether a preference is stated with a value.
     *
     * @param headers the fields {@code Prefer} of the request, each with any number of preferences
     */
    public static boolean has(List<String> headers, String name, String value) {
        for (String header : headers == null ? List.<String>of() : headers) {
            for (String preference : header.split(",", -1)) {
                // What follows a semicolon are parameters of the preference.
                String[] parts = preference.split(";", 2)[0].split("=", 2);
                if (parts.length == 2
                        && parts[0].strip().toLowerCase(Locale.ROOT).equals(name)
                        && parts[1].strip().replaceAll("^\"(.*)\"$", "$1").equals(value)) {
                    return true;
                }
            }
        }
        return false;
    }
}
