package org.coetracker.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;

/** Reads a timeline that stands in a table, as spreadsheets and wikis give it. */
final class TimelineTable {
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("at", "at"),
            Map.entry("time", "at"),
            Map.entry("when", "at"),
            Map.entry("time (utc)", "utc"),
            Map.entry("kind", "kind"),
            Map.entry("text", "text"),
            Map.entry("what", "text"),
            Map.entry("event", "text"),
            Map.entry("evidence", "evidence"),
            Map.entry("id", "id"));

    private final Reading.Place list;

    TimelineTable(Reading.Place list) {
        this.list = list;
    }

    void read(Blocks.Part table) {
        List<String> columns = new ArrayList<>();
        for (Node section = table.node().getFirstChild(); section != null; section = section.getNext()) {
            for (Node row = section.getFirstChild(); row != null; row = row.getNext()) {
                List<String> cells = cells(row, table);
                int line = table.line() + row.getSourceSpans().get(0).getLineIndex() - table.start();
                if (columns.isEmpty()) {
                    columns.addAll(columns(cells, line));
                } else if (bars(table.passage().lines().get(line - table.line())) > columns.size() - 1) {
                    list.wrong(
                            "too_many_cells",
                            "This row has more cells than there are columns; a bar inside of a text is written \\|.",
                            line);
                } else {
                    entry(columns, cells, line);
                }
            }
        }
    }

    private List<String> columns(List<String> cells, int line) {
        List<String> columns = new ArrayList<>();
        for (String cell : cells) {
            String column = COLUMNS.getOrDefault(Head.plain(cell), "");
            if (column.isEmpty() || columns.contains(column)) {
                list.wrong(
                        "unknown_column",
                        "\"" + Item.shown(cell)
                                + "\" is no column of a timeline, or there twice; its columns are time, kind,"
                                + " text, evidence and id.",
                        line);
            }
            columns.add(column);
        }
        return columns;
    }

    private void entry(List<String> columns, List<String> cells, int line) {
        Reading.Place entry = list.item("timeline", line);
        for (int index = 0; index < Math.min(columns.size(), cells.size()); index++) {
            String cell = cells.get(index);
            if (!cell.isEmpty()) {
                switch (columns.get(index)) {
                    case "at" -> entry.put("at", Times.written(cell), line);
                    case "utc" -> entry.put("at", Times.written(Times.isZoned(cell) ? cell : cell + "Z"), line);
                    case "kind" -> entry.put("kind", Head.word(cell), line);
                    case "evidence" -> entry.put("evidence", Head.split(cell, ","), line);
                    case "" -> {
                        // Noted at the head of the column.
                    }
                    default -> entry.put(columns.get(index), cell, line);
                }
            }
        }
    }

    /** How many bars part the cells of a row; those at its ends, and those behind a backslash, do not. */
    private static long bars(String row) {
        return Blocks.bars(row.strip().replace("\\|", "").replaceAll("^\\||\\|$", ""));
    }

    private static List<String> cells(Node row, Blocks.Part table) {
        List<String> cells = new ArrayList<>();
        for (Node cell = row.getFirstChild(); cell instanceof TableCell; cell = cell.getNext()) {
            if (cell.getSourceSpans().isEmpty()) {
                cells.add("");
            } else {
                SourceSpan span = cell.getSourceSpans().get(0);
                String line = table.passage().lines().get(span.getLineIndex() - table.start());
                cells.add(line.substring(span.getColumnIndex(), span.getColumnIndex() + span.getLength())
                        .strip()
                        .replace("\\|", "|"));
            }
        }
        return cells;
    }
}
