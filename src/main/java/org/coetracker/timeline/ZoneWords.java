package org.coetracker.timeline;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What people write behind a time for its zone. {@code docs/authoring.md} shows the list. */
final class ZoneWords {
    /** Words for which several parts of the world have a zone, none of which is the usual one. */
    static final Set<String> AMBIGUOUS = Set.of("IST", "AST", "ADT", "SST", "WST");

    /** Words that mean something else in other parts of the world: or are words: taken as here, and said. */
    private static final Map<String, String> USUALLY = Map.of(
            "CST", "in North America",
            "CDT", "in North America",
            "ET", "in North America",
            "CT", "in North America",
            "MT", "in North America",
            "PT", "in North America",
            "BST", "in Britain",
            "ART", "in Argentina");

    private static final Map<String, ZoneId> ZONES = zones();

    private static final Set<String> NAMES = ZoneId.getAvailableZoneIds();

    private ZoneWords() {}

    /** The zone that a word or an IANA name stands for. */
    static Optional<ZoneId> find(String word) {
        ZoneId zone = ZONES.get(word);
        return zone == null && word.indexOf('/') > 0 ? named(word) : Optional.ofNullable(zone);
    }

    /** The zone of an IANA name. */
    static Optional<ZoneId> named(String name) {
        return NAMES.contains(name) && !name.startsWith("SystemV/") ? Optional.of(ZoneId.of(name)) : Optional.empty();
    }

    /** Where a word means what it is taken for, when it means something else elsewhere. */
    static Optional<String> usually(String word) {
        return Optional.ofNullable(USUALLY.get(word));
    }

    private static Map<String, ZoneId> zones() {
        Map<String, ZoneId> zones = new HashMap<>();
        offset(zones, 0, 0, "Z", "UTC", "GMT", "WET");
        offset(zones, 1, 0, "CET", "MEZ", "BST", "WEST");
        offset(zones, 2, 0, "CEST", "MESZ", "EET", "SAST");
        offset(zones, 3, 0, "EEST", "MSK");
        offset(zones, 8, 0, "SGT", "HKT", "AWST");
        offset(zones, 9, 0, "JST", "KST");
        offset(zones, 9, 30, "ACST");
        offset(zones, 10, 0, "AEST");
        offset(zones, 10, 30, "ACDT");
        offset(zones, 11, 0, "AEDT");
        offset(zones, 12, 0, "NZST");
        offset(zones, 13, 0, "NZDT");
        offset(zones, -3, 0, "BRT", "ART");
        offset(zones, -4, 0, "EDT");
        offset(zones, -5, 0, "EST", "CDT");
        offset(zones, -6, 0, "CST", "MDT");
        offset(zones, -7, 0, "MST", "PDT");
        offset(zones, -8, 0, "PST", "AKDT");
        offset(zones, -9, 0, "AKST");
        offset(zones, -10, 0, "HST");
        // The clock on the wall, summer time or not.
        zones.put("ET", ZoneId.of("America/New_York"));
        zones.put("CT", ZoneId.of("America/Chicago"));
        zones.put("MT", ZoneId.of("America/Denver"));
        zones.put("PT", ZoneId.of("America/Los_Angeles"));
        return Map.copyOf(zones);
    }

    private static void offset(Map<String, ZoneId> zones, int hours, int minutes, String... words) {
        for (String word : words) {
            zones.put(word, ZoneOffset.ofHoursMinutes(hours, minutes));
        }
    }
}
