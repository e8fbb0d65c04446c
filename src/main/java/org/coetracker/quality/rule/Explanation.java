package org.coetracker.quality.rule;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    private static final String ONES = "one|two|three|four|five|six|seven|eight|nine";
    private static final String TEENS =
            "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen";
    private static final String TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";
    private static final String HALF = "(\\s++and\\s++a\\s++half)?";
    /** A number, perhaps "and a half", and its unit, perhaps "and a half": four groups. */
    private static final String AMOUNT = "(\\d{1,3}(?:,\\d{3}){1,2}|\\d{1,5}(?:[.,]\\d{1,2})?|half\\s++an?|an?|(?:"
            + TENS
            + ")(?:[\\s-](?:" + ONES + "))?|" + TEENS + "|" + ONES + ")" + HALF
            + "[\\s-]*+(seconds?|secs?|s|minutes?|mins?|min|m|hours?|hrs?|h|days?|d|weeks?)(?![\\p{L}_])" + HALF;
    /** A length behind a word that makes it one of a time that passed: 60 seconds are often a setting. */
    private static final Pattern LENGTH = Pattern.compile(
            "\\b(?:for|took|taken|takes|taking|lasted|lasting|ran|running|waited|waiting|within|after)\\s++"
                    + "(?:(?:about|around|approximately|roughly|some|almost|nearly|over|under|more than|less than|at least"
                    + "|up to|another|a further|the next|the last|only|just|~)\\s*+)*+"
                    + AMOUNT + "(?:(?:\\s++and\\b)?+\\s*+,?\\s*+" + AMOUNT + ")?",
            Pattern.CASE_INSENSITIVE);

    private static final int GROUPS = 4;
    private static final Map<String, Integer> NUMBERS = numbers();

    private static Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>(Map.of("a", 1, "an", 1));
        for (String word : (ONES + "|" + TEENS).split("\\|")) {
            numbers.put(word, numbers.size() - 1);
        }
        int ten = 20;
        for (String word : TENS.split("\\|")) {
            numbers.put(word, ten);
            ten += 10;
        }
        return Map.copyOf(numbers);
    }

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
                    Duration said = amount(length, 1)
                            .plus(length.group(1 + GROUPS) == null ? Duration.ZERO : amount(length, 1 + GROUPS));
                    return isEnough(said, gap);
                });
    }

    /** People round: what is left is short, or no more than a quarter. */
    private boolean isEnough(Duration said, Duration gap) {
        Duration slack = gap.dividedBy(4).compareTo(longest) > 0 ? gap.dividedBy(4) : longest;
        return said.plus(slack).compareTo(gap) >= 0
                && said.compareTo(whole.plus(whole.dividedBy(4)).plus(longest)) <= 0;
    }

    /** The amount of which the number is this group. */
    private static Duration amount(MatchResult length, int group) {
        double count = count(length.group(group).toLowerCase(Locale.ROOT))
                + (length.group(group + 1) == null ? 0 : 0.5)
                + (length.group(group + 3) == null ? 0 : 0.5);
        int seconds = switch (length.group(group + 2).toLowerCase(Locale.ROOT).charAt(0)) {
            case 's' -> 1;
            case 'm' -> 60;
            case 'h' -> 3_600;
            case 'd' -> 86_400;
            default -> 604_800;
        };
        return Duration.ofSeconds(Math.round(count * seconds));
    }

    private static double count(String number) {
        if (Character.isDigit(number.charAt(0))) {
            return Double.parseDouble(number.matches(".*,\\d{3}") ? number.replace(",", "") : number.replace(',', '.'));
        }
        if (number.startsWith("half")) {
            return 0.5;
        }
        return Stream.of(number.split("[\\s-]")).mapToInt(NUMBERS::get).sum();
    }
}
