package org.coetracker.lesson;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.coetracker.shared.Spreadsheet;

/** The checklist as a file: CSV (RFC 4180), or Markdown to tick off. */
final class ChecklistText {
    private ChecklistText() {}

    static byte[] csv(List<ChecklistQuestion> questions) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            csv.printRecord("question", "lesson", "coe", "title", "severity", "team", "services");
            for (ChecklistQuestion question : questions) {
                csv.printRecord(
                        Spreadsheet.harmless(question.question()),
                        Spreadsheet.harmless(question.lesson()),
                        question.coe(),
                        Spreadsheet.harmless(question.title()),
                        severity(question),
                        question.team(),
                        Spreadsheet.harmless(String.join(" ", question.services())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] markdown(List<ChecklistQuestion> questions) {
        StringBuilder text = new StringBuilder("# Readiness checklist\n\n");
        for (ChecklistQuestion question : questions) {
            text.append("- [ ] ")
                    .append(line(question.question()))
                    .append(" (")
                    .append(question.coe())
                    .append(", ")
                    .append(severity(question))
                    .append(": ")
                    .append(line(question.title()))
                    .append(")\n");
        }
        if (questions.isEmpty()) {
            text.append("No lesson asks a question yet.\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String severity(ChecklistQuestion question) {
        return question.severity().name().toLowerCase(Locale.ROOT);
    }

    /** One line of text in which nothing is markup. */
    private static String line(String text) {
        return text.strip().replaceAll("\\s+", " ").replaceAll("[\\\\`*_\\[\\]<>#|~!&]", "\\\\$0");
    }
}
