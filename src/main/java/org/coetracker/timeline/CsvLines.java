package org.coetracker.timeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.coetracker.coe.answer.WhatHappened;

/** Reads CSV (RFC 4180) with a header line; its separator is a comma, a semicolon or a tab, or what a line before says. */
final class CsvLines {
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("at", "at"),
            Map.entry("time", "at"),
            Map.entry("timestamp", "at"),
            Map.entry("text", "text"),
            Map.entry("event", "text"),
            Map.entry("message", "text"),
            Map.entry("description", "text"),
            Map.entry("kind", "kind"),
            Map.entry("evidence", "evidence"));

    /** The first line that spreadsheets write to say what separates. */
    private static final Pattern SAID =
            Pattern.compile("(?<before>\\s*)\"?sep=(?<sign>[,;\t|])\"?[ \t]*(?=[\r\n]|$)", Pattern.CASE_INSENSITIVE);

    private final Moments moments;
    private final Lines lines;
    private final Map<String, Integer> places = new HashMap<>();
    private int width;
    private final String text;
    private final char separator;

    private CsvLines(String text, Moments moments, Lines lines) {
        this.moments = moments;
        this.lines = lines;
        Matcher said = SAID.matcher(text);
        boolean isSaid = said.lookingAt();
        this.text = isSaid ? said.group("before") + text.substring(said.end()) : text;
        this.separator = isSaid ? said.group("sign").charAt(0) : separator(text);
    }

    /** Reads all records. */
    static void read(String text, Moments moments, Lines lines) {
        new CsvLines(text.startsWith("\ufeff") ? text.substring(1) : text, moments, lines).read();
    }

    private void read() {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true)
                .get();
        long read = 0;
        try (CSVParser parser = CSVParser.parse(text, format)) {
            boolean header = true;
            boolean readable = true;
            for (CSVRecord row : parser) {
                read = parser.getCurrentLineNumber();
                int line =
                        (int) (read - row.stream().mapToLong(CsvLines::breaks).sum());
                if (row.stream().allMatch(cell -> TimeText.plain(cell).isBlank())) {
                    continue;
                }
                if (header) {
                    readable = header(row, Math.max(1, line));
                    header = false;
                } else if (readable) {
                    entry(row, line);
                }
            }
            if (header) {
                lines.refuse(
                        1, "columns", "There is no header; the first line names the columns, at and text at least.");
            }
        } catch (UncheckedIOException | IOException e) {
            lines.refuse(
                    (int) read + 1,
                    "not_csv",
                    "From here on this is no CSV: a quotation mark is opened and not closed,"
                            + " or something stands behind a closed one.");
        }
    }

    private static long breaks(String cell) {
        return cell.replace("\r\n", "\n")
                .chars()
                .filter(character -> character == '\n' || character == '\r')
                .count();
    }

    /** What the first line that is not blank has most of. */
    private static char separator(String text) {
        String header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(header, candidate) > count(header, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(character -> character == wanted).count();
    }

    private boolean header(CSVRecord row, int line) {
        width = row.size();
        while (row.get(width - 1).isBlank()) {
            width--;
        }
        for (int place = 0; place < width; place++) {
            String name = TimeText.plain(row.get(place)).strip().toLowerCase(Locale.ROOT);
            String column = COLUMNS.get(name);
            if (column == null) {
                lines.refuse(
                        line,
                        "unknown_column",
                        "\"" + Lines.shown(row.get(place).strip())
                                + "\" is not known here; known are at (or time, timestamp), kind, text"
                                + " (or event, message, description) and evidence.");
                return false;
            }
            if (places.putIfAbsent(column, place) != null) {
                lines.refuse(line, "columns", "Two columns are for \"" + column + "\".");
                return false;
            }
        }
        if (!places.containsKey("at") || !places.containsKey("text")) {
            lines.refuse(line, "columns", "The columns at and text are needed.");
            return false;
        }
        return true;
    }

    private void entry(CSVRecord row, int line) {
        try {
            // Spreadsheets write empty columns behind the last one.
            if (row.size() < width || row.stream().skip(width).anyMatch(cell -> !cell.isBlank())) {
                throw new Unclear(
                        "columns",
                        "There are " + row.size() + " columns here, and " + width
                                + " in the header; put what has the separator in it into quotation marks.");
            }
            String at = TimeText.plain(row.get(places.get("at"))).strip();
            TimeText time = TimeText.at(at, 0);
            if (time.time() == null || time.end() != at.length()) {
                throw new Unclear(
                        "not_a_time",
                        "\"" + Lines.shown(at) + "\" is no time that is known here; write it as 2017-01-31T23:27:00Z.");
            }
            List<Remark> remarks = new ArrayList<>();
            WhatHappened.Kind kind = kind(cell(row, "kind"));
            lines.add(new Line(
                    line,
                    moments.of(time, remarks),
                    kind,
                    row.get(places.get("text")).strip(),
                    evidence(cell(row, "evidence")),
                    remarks));
        } catch (Unclear unclear) {
            lines.refuse(line, unclear);
        }
    }

    private String cell(CSVRecord row, String column) {
        Integer place = places.get(column);
        return place == null ? "" : TimeText.plain(row.get(place)).strip();
    }

    private static WhatHappened.Kind kind(String word) throws Unclear {
        if (word.isEmpty()) {
            return WhatHappened.Kind.OTHER;
        }
        Optional<WhatHappened.Kind> kind = Lines.kind(word);
        return kind.orElseThrow(
                () -> new Unclear("unknown_value", "A kind is one of " + Lines.kinds() + ", or empty."));
    }

    private static List<String> evidence(String cell) {
        return cell.isEmpty() ? List.of() : Arrays.asList(cell.split("[\\s,;|]+", -1));
    }
}
