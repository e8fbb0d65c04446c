package org.coetracker.chart;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.coetracker.chart.ChartQuery.Wanted;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violation;

/** Reads a table row by row, whatever its length, and keeps no more of it than a chart shows. */
final class Table {
    /** More lines than this nobody tells apart. */
    static final int MOST_LINES = 8;

    private static final int MOST_COLUMNS = 60;
    /** Wider tables are not even named, whatever is asked for of them. */
    static final int WIDEST = 1_000;

    private static final String DELIMITERS = ",;\t|";
    private static final int LONGEST_ROW = 128 * 1024;
    private static final int LONGEST_HEAD = 64 * 1024;
    private static final Pattern TIME_NAME = Pattern.compile(
            "_?(date_?)?time(_?stamp)?|date|datetime|ts|when|at|minute|hour|day|x", Pattern.CASE_INSENSITIVE);

    private final Wanted wanted;
    private final TimeCell times;
    private final List<String> names = new ArrayList<>();
    private final Map<Integer, Line> lines = new LinkedHashMap<>();
    private boolean decimalComma;
    private int timeColumn;
    private long rows;
    private long unread;

    private Table(Wanted wanted) {
        this.wanted = wanted;
        this.times = new TimeCell(wanted.zone());
    }

    /**
     * What was read.
     *
     * @param timeColumn the name of the column of times
     * @param lines the values by the names of their columns, in the table's order
     * @param rows how many rows were taken
     * @param unread how many were not, as they have no time
     */
    record Read(String timeColumn, Map<String, Line> lines, long rows, long unread) {}

    /**
     * Reads a table.
     *
     * @throws ProblemException 422 when it has no times, no numbers, or too many columns of them
     */
    static Read read(InputStream content, Wanted wanted) throws IOException {
        return new Table(wanted).read(content);
    }

    private Read read(InputStream content) throws IOException {
        BufferedReader text = new BufferedReader(decoded(content), LONGEST_HEAD);
        char delimiter = delimiter(text);
        decimalComma = delimiter == ';';
        Bounded bounded = new Bounded(text);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(true)
                .setLenientEof(true)
                .setTrailingData(true)
                .get();
        try (CSVParser parser = CSVParser.parse(bounded, format)) {
            Iterator<CSVRecord> records = parser.iterator();
            begin(records);
            while (records.hasNext()) {
                bounded.nextRow();
                add(records.next());
            }
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof RowTooLong || e.getCause() instanceof org.apache.commons.csv.CSVException
                    ? noTable("The content is no table: " + e.getCause().getMessage())
                    : e;
        }
        return result();
    }

    /** UTF-8, unless it begins as UTF-16 does. */
    private static Reader decoded(InputStream content) throws IOException {
        java.io.PushbackInputStream bytes = new java.io.PushbackInputStream(content, 3);
        byte[] mark = bytes.readNBytes(3);
        boolean utf8 = mark.length == 3 && mark[0] == (byte) 0xEF && mark[1] == (byte) 0xBB && mark[2] == (byte) 0xBF;
        boolean utf16 = mark.length > 1
                && (mark[0] == (byte) 0xFE && mark[1] == (byte) 0xFF
                        || mark[0] == (byte) 0xFF && mark[1] == (byte) 0xFE);
        if (!utf8) {
            bytes.unread(mark);
        }
        Charset charset = utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        return new InputStreamReader(bytes, charset);
    }

    /** Of comma, semicolon, tab and bar the one that the first row has most of, those within quotation marks left out. */
    private static char delimiter(BufferedReader text) throws IOException {
        text.mark(LONGEST_HEAD);
        char[] first = new char[LONGEST_HEAD - 1];
        int length = text.read(first);
        text.reset();
        int[] counts = new int[DELIMITERS.length()];
        boolean quoted = false;
        boolean begins = true; // Only there a quotation mark is one, and behind another of its own.
        String head = new String(first, 0, Math.max(0, length)).stripLeading();
        for (int at = 0; at < head.length(); at++) {
            char sign = head.charAt(at);
            int delimiter = DELIMITERS.indexOf(sign);
            if (sign == '"' && (quoted || begins)) {
                quoted = !quoted;
                begins = true;
            } else if (!quoted && (sign == '\n' || sign == '\r')) {
                break;
            } else if (!quoted) {
                begins = delimiter >= 0;
                if (begins) {
                    counts[delimiter]++;
                }
            }
        }
        int best = 0;
        for (int each = 1; each < counts.length; each++) {
            best = counts[each] > counts[best] ? each : best;
        }
        return DELIMITERS.charAt(best);
    }

    /** Takes the names from the first row, unless that has values already; and finds the times. */
    private void begin(Iterator<CSVRecord> records) {
        if (!records.hasNext()) {
            throw noTable("The file has no rows.");
        }
        CSVRecord head = records.next();
        if (head.size() > WIDEST) {
            throw refused(
                    "columns",
                    "too_many_columns",
                    "The table has " + head.size() + " columns; at most " + WIDEST
                            + " are read. Keep those that matter.");
        }
        boolean headless = times.read(head.get(0)).isPresent();
        Set<String> taken = new HashSet<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (int column = 0; column < head.size(); column++) {
            names.add(unique(headless ? "" : head.get(column).strip(), column, taken, numbers));
        }
        CSVRecord first = headless ? head : records.hasNext() ? records.next() : null;
        if (first == null) {
            throw noTable("The file has names of columns, and no rows.");
        }
        timeColumn = timeColumn(first);
        chooseLines();
        add(first);
    }

    /** The name, with a number behind it where another column has it already. */
    private static String unique(String name, int column, Set<String> taken, Map<String, Integer> numbers) {
        String base = name.isEmpty() ? "column " + (column + 1) : name;
        String candidate = base;
        while (!taken.add(candidate)) {
            candidate = base + " (" + (numbers.merge(base, 1, Integer::sum) + 1) + ")";
        }
        return candidate;
    }

    private int timeColumn(CSVRecord first) {
        if (wanted.time() != null) {
            int named = names.indexOf(wanted.time());
            if (named < 0) {
                throw refused("time", "unknown_column", "The table has no column with that name; it has " + known());
            }
            return named;
        }
        for (int column = 0; column < Math.min(first.size(), names.size()); column++) {
            boolean mayBe = column == 0
                    || TIME_NAME
                            .matcher(names.get(column).toLowerCase(Locale.ROOT))
                            .matches();
            if (mayBe && times.read(first.get(column)).isPresent()) {
                return column;
            }
        }
        throw refused(
                "time",
                "no_time_column",
                "The first column has no time in its first row. Name the column that has: times are RFC 3339,"
                        + " yyyy-MM-dd HH:mm[:ss] with timeZone, or seconds or milliseconds since 1970. The table has "
                        + known());
    }

    private void chooseLines() {
        if (wanted.columns().isEmpty()) {
            if (names.size() > MOST_COLUMNS) {
                throw tooMany(names.size() - 1);
            }
            for (int column = 0; column < names.size(); column++) {
                if (column != timeColumn) {
                    lines.put(column, new Line());
                }
            }
            return;
        }
        Set<String> chosen = new HashSet<>(wanted.columns());
        for (int column = 0; column < names.size(); column++) {
            if (chosen.remove(names.get(column)) && column != timeColumn) {
                lines.put(column, new Line());
            }
        }
        if (!chosen.isEmpty()) {
            throw refused(
                    "columns",
                    "unknown_column",
                    "The table has no column \"" + chosen.iterator().next() + "\"; it has " + known());
        }
        if (lines.size() > MOST_LINES) {
            throw tooMany(lines.size());
        }
    }

    private void add(CSVRecord row) {
        OptionalLong at = row.size() > timeColumn ? times.read(row.get(timeColumn)) : OptionalLong.empty();
        if (at.isEmpty()) {
            unread++;
            return;
        }
        if (!wanted.includes(at.getAsLong())) {
            return;
        }
        rows++;
        lines.forEach((column, line) -> line.add(
                at.getAsLong(), column < row.size() ? Numbers.read(row.get(column), decimalComma) : Double.NaN));
    }

    private Read result() {
        if (rows == 0) {
            throw refused(
                    wanted.from() != null ? "from" : wanted.to() != null ? "to" : "time",
                    "no_rows",
                    "No row has a time within what is to be drawn.");
        }
        lines.values().removeIf(line -> line.values() == 0);
        if (lines.isEmpty()) {
            throw refused("columns", "nothing_numeric", "No column has a number within what is to be drawn.");
        }
        if (lines.size() > MOST_LINES) {
            throw tooMany(lines.size());
        }
        Map<String, Line> byName = new LinkedHashMap<>();
        lines.forEach((column, line) -> byName.put(names.get(column), line));
        return new Read(names.get(timeColumn), byName, rows, unread);
    }

    private ProblemException tooMany(int count) {
        return refused(
                "columns",
                "too_many_series",
                "The table has " + count + " columns to draw, and " + MOST_LINES
                        + " can be told apart; name those that matter. It has " + known());
    }

    private String known() {
        int most = 20;
        return String.join(", ", names.subList(0, Math.min(names.size(), most)))
                + (names.size() > most ? ", … ." : ".");
    }

    private static ProblemException refused(String parameter, String code, String detail) {
        return ProblemException.of(ErrorCode.INVALID, List.of(Violation.of(parameter, code, detail)));
    }

    private static ProblemException noTable(String detail) {
        return ProblemException.of(ErrorCode.INVALID, detail);
    }

    private static final class RowTooLong extends IOException {
        private static final long serialVersionUID = 1L;

        RowTooLong() {
            super("a row is longer than " + LONGEST_ROW + " characters");
        }
    }

    /** Ends what would make one row, and so the memory, endless: a quotation mark that is never closed. */
    private static final class Bounded extends FilterReader {
        private long sinceRow;

        Bounded(Reader text) {
            super(text);
        }

        void nextRow() {
            sinceRow = 0;
        }

        @Override
        public int read() throws IOException {
            int sign = super.read();
            count(sign < 0 ? 0 : 1);
            return sign;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, Math.min(length, LONGEST_HEAD));
            count(Math.max(read, 0));
            return read;
        }

        private void count(int signs) throws IOException {
            sinceRow += signs;
            if (sinceRow > LONGEST_ROW + LONGEST_HEAD) {
                throw new RowTooLong();
            }
        }
    }
}
