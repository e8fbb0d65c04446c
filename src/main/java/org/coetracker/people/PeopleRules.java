package org.coetracker.people;

import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.coetracker.shared.problem.Violations;

/** What has to be true of people and teams beyond the shape of their members. */
final class PeopleRules {
    /** PostgreSQL takes these for abbreviations without summer time, so its days would begin at another hour. */
    private static final Set<String> AMBIGUOUS = Set.of("CET", "EET", "MET", "WET");

    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private PeopleRules() {}

    /** A time zone is an IANA name; what the database does not know of these, it refuses itself. */
    static void checkTimeZone(String zone, Violations violations) {
        if (AMBIGUOUS.contains(zone)) {
            violations.add(
                    "/timeZone",
                    "unknown_time_zone",
                    "\"" + zone + "\" is read in two ways, with and without summer time; name a city, such as"
                            + " \"Europe/Paris\".");
        } else if (!ZONES.contains(zone) || zone.startsWith("SystemV/")) {
            violations.add(
                    "/timeZone",
                    "unknown_time_zone",
                    "A time zone is an IANA name, capitals included, such as \"Europe/Paris\" or \"UTC\".");
        }
    }

    /** What is named in a list is named once. */
    static void checkDistinct(String pointer, List<?> items, Violations violations) {
        Set<Object> seen = new HashSet<>();
        Violations.each(pointer, items, (place, item) -> {
            if (item != null && !seen.add(item)) {
                violations.add(place, "duplicate", "This is in the list already.");
            }
        });
    }

    /** Null clears what may be empty; this may not, and a default is too much to guess. */
    static void checkGiven(String pointer, Object value, Violations violations) {
        if (value == null) {
            violations.add(pointer, "required", "This cannot be cleared; say what it shall be.");
        }
    }
}
