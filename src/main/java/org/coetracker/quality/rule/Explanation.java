package org.coetracker.quality.rule;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whether an entry says where a time without a word went: how long something took, until when it went on, or that only the
 * day is known.
 *
 * @param whole from trigger to mitigation; what is said to have taken longer by far is about something else
 * @param longest the longest time of which nothing needs to be said
 */
record Explanation(Duration whole, Duration longest) {
    private static final Pattern DAY_ONLY = Pattern.compile(
            "\\b(?:date only|only the date|only the day|minute unknown|time unknown|exact time)\\b",
            Pattern.CASE_INSENSITIVE);
    /** Said of the time behind an entry. */
    private static final Pattern UNTIL = Pattern.compile("\\buntil\\s+(?!then\\b|now\\b)", Pattern.CASE_INSENSITIVE);
    /** Said of the time before it. */
    private static final Pattern UNTIL_THEN = Pattern.compile("\\buntil\\s+(?:then|now)\\b", Pattern.CASE_INSENSITIVE);

    private static final String NUMBER =
            "(\\d{1,5}(?:[.,]\\d{1,2})?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
                    + "|thirty|forty|forty-five|fifty|sixty|ninety|half\\s+an)";
    private static final String UNIT = "(seconds?|secs?|s|minutes?|mins?|min|m|hours?|hrs?|h|days?|d|weeks?)\\b";
    /** A length behind a word that makes it one of a time that passed: 60 seconds are often a setting. */
    private static final Pattern LENGTH = Pattern.compile(
            "\\b(?:for|took|taken|takes|taking|lasted|lasting|ran|running|waited|waiting|within|after)\\s+"
                    + "(?:(?:about|around|approximately|roughly|some|almost|nearly|over|under|more than|less than|at least"
                    + "|up to|another|a further|the next|the last|another|only|just|~)\\s*)*"
                    + NUMBER + "[\\s-]*" + UNIT + "(?:(?:\\s+and)?\\s*,?\\s*" + NUMBER + "[\\s-]*" + UNIT + ")?",
            Pattern.CASE_INSENSITIVE);

    private static final Map<String, Double> NUMBERS = Map.ofEntries(
            Map.entry("a", 1.0),
            Map.entry("an", 1.0),
            Map.entry("half an", 0.5),
            Map.entry("one", 1.0),
            Map.entry("two", 2.0),
            Map.entry("three", 3.0),
            Map.entry("four", 4.0),
            Map.entry("five", 5.0),
            Map.entry("six", 6.0),
            Map.entry("seven", 7.0),
            Map.entry("eight", 8.0),
            Map.entry("nine", 9.0),
            Map.entry("ten", 10.0),
            Map.entry("eleven", 11.0),
            Map.entry("twelve", 12.0),
            Map.entry("fifteen", 15.0),
            Map.entry("twenty", 20.0),
            Map.entry("thirty", 30.0),
            Map.entry("forty", 40.0),
            Map.entry("forty-five", 45.0),
            Map.entry("fifty", 50.0),
            Map.entry("sixty", 60.0),
            Map.entry("ninety", 90.0));

    /** Whether the text of the entry before a gap explains it. */
    boolean isBefore(String text, Duration gap) {
        return UNTIL.matcher(text).find() || isIn(text, gap);
    }

    /** Whether the text of the entry behind a gap explains it. */
    boolean isBehind(String text, Duration gap) {
        return UNTIL_THEN.matcher(text).find() || isIn(text, gap);
    }

    private boolean isIn(String text, Duration gap) {
        return DAY_ONLY.matcher(text).find()
                || LENGTH.matcher(text).results().anyMatch(length -> {
                    Duration said = duration(length.group(1), length.group(2))
                            .plus(length.group(3) == null ? Duration.ZERO : duration(length.group(3), length.group(4)));
                    return isEnough(said, gap);
                });
    }

    /** People round: what is left is short, or no more than a quarter. */
    private boolean isEnough(Duration said, Duration gap) {
        Duration slack = gap.dividedBy(4).compareTo(longest) > 0 ? gap.dividedBy(4) : longest;
        return said.plus(slack).compareTo(gap) >= 0
                && said.compareTo(whole.plus(whole.dividedBy(4)).plus(longest)) <= 0;
    }

    private static Duration duration(String number, String unit) {
        String plain = number.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        double count = NUMBERS.containsKey(plain) ? NUMBERS.get(plain) : Double.parseDouble(plain.replace(',', '.'));
        int seconds = switch (unit.toLowerCase(Locale.ROOT).charAt(0)) {
            case 's' -> 1;
            case 'm' -> 60;
            case 'h' -> 3_600;
            case 'd' -> 86_400;
            default -> 604_800;
        };
        return Duration.ofSeconds(Math.round(count * seconds));
    }
}
