package org.coetracker.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.coetracker.shared.Spreadsheet;

/** Reports as CSV (RFC 4180): a header, one line a group. */
final class ReportCsv {
    private static final String[] FIGURES = {
        "open",
        "overdue",
        "dueIn7Days",
        "awaitingDecision",
        "doneIn30Days",
        "oldestOpenDays",
        "averageOpenDays",
        "oldestOverdueDays",
        "averageOverdueDays"
    };

    private ReportCsv() {}

    static byte[] of(ActionReport report) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            csv.print(report.groupBy().word());
            csv.printRecord((Object[]) FIGURES);
            for (ActionGroup row : report.items()) {
                ActionFigures figures = row.figures();
                csv.printRecord(
                        Spreadsheet.harmless(row.group()),
                        figures.open(),
                        figures.overdue(),
                        figures.dueIn7Days(),
                        figures.awaitingDecision(),
                        figures.doneIn30Days(),
                        figures.oldestOpenDays(),
                        figures.averageOpenDays(),
                        figures.oldestOverdueDays(),
                        figures.averageOverdueDays());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] of(RecurrenceReport report) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            csv.printRecord(report.groupBy().word(), "recurrences", "preventable", "preventableByOverdue");
            for (RecurrenceGroup row : report.items()) {
                RecurrenceFigures figures = row.figures();
                csv.printRecord(
                        Spreadsheet.harmless(row.group()),
                        figures.recurrences(),
                        figures.preventable(),
                        figures.preventableByOverdue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
