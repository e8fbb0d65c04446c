package org.coetracker.chart;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coetracker.access.Actor;
import org.coetracker.attachment.AttachmentService;
import org.coetracker.attachment.Contents;
import org.coetracker.chart.ChartQuery.Wanted;
import org.coetracker.chart.ChartView.Mark;
import org.coetracker.chart.ChartView.Point;
import org.coetracker.chart.ChartView.Series;
import org.coetracker.coe.CoeRef;
import org.coetracker.shared.http.Spool;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;

/** Reads tables that are attached to COEs. */
@ApplicationScoped
class ChartService {
    private static final Pattern UNIT = Pattern.compile(".*\\S\\s*[(\\[]([^()\\[\\]]{1,20})[)\\]]\\s*");

    private final AttachmentService attachments;
    private final Contents contents;

    ChartService(AttachmentService attachments, Contents contents) {
        this.attachments = attachments;
        this.contents = contents;
    }

    /**
     * A table as a chart shows it.
     *
     * @throws ProblemException 422 when it is no table, or has nothing to draw
     */
    ChartView of(CoeRef ref, String id, Wanted wanted, Actor actor) {
        AttachmentService.Found found = attachments.find(ref, id, actor);
        String type = found.file().mediaType();
        if (!type.startsWith("text/")) {
            throw ProblemException.of(
                    ErrorCode.INVALID, "The file is " + type + "; what is drawn is a table as text (CSV).");
        }
        Table.Read table;
        try (Spool.File copy = contents.fetch(found.file());
                InputStream content = Files.newInputStream(copy.path())) {
            table = Table.read(content, wanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Mark> marks = new ArrayList<>();
        found.coe().incident().inOrder().forEach((name, at) -> {
            if (at != null) {
                marks.add(new Mark(name, at));
            }
        });
        return view(found.coe().ref(), found.file().id(), found.file().shownAs(), table, wanted.zone(), marks);
    }

    /** What was read, as it is shown. */
    static ChartView view(String coe, UUID attachment, String title, Table.Read table, ZoneId zone, List<Mark> marks) {
        List<Series> series = new ArrayList<>();
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (Map.Entry<String, Line> named : table.lines().entrySet()) {
            List<Line.Stretch> stretches = named.getValue().stretches();
            from = Math.min(from, stretches.get(0).first());
            to = Math.max(
                    to, stretches.stream().mapToLong(Line.Stretch::end).max().orElse(to));
            series.add(series(named.getKey(), named.getValue().values(), stretches));
        }
        return new ChartView(
                coe,
                attachment,
                title,
                table.timeColumn(),
                zone.getId().equals("Z") ? "UTC" : zone.getId(),
                Instant.ofEpochMilli(from),
                Instant.ofEpochMilli(to),
                table.rows(),
                table.unread(),
                series,
                marks);
    }

    private static Series series(String name, long values, List<Line.Stretch> stretches) {
        Matcher unit = UNIT.matcher(name);
        return new Series(
                name,
                unit.matches() ? unit.group(1).strip() : null,
                stretches.stream()
                        .filter(stretch -> stretch.count() > 0)
                        .mapToDouble(Line.Stretch::min)
                        .min()
                        .orElse(0),
                stretches.stream()
                        .filter(stretch -> stretch.count() > 0)
                        .mapToDouble(Line.Stretch::max)
                        .max()
                        .orElse(0),
                values,
                stretches.stream().map(Point::of).toList());
    }
}
