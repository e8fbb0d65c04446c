package org.coetracker.chart;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
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
import org.coetracker.shared.http.Answers;
import org.coetracker.shared.http.Spool;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.worker.Bulkhead;

/** Reads tables that are attached to COEs. */
@ApplicationScoped
class ChartService {
    private static final Pattern UNIT = Pattern.compile(".*\\S\\s*[(\\[]([^()\\[\\]]{1,20})[)\\]]\\s*");

    /** Goes up with whatever changes what is drawn of the same inputs. */
    private static final int DRAWING = 1;

    /** Each takes a processor for a while. */
    private static final int AT_ONCE = 2;

    private static final int WAITING = 8;

    private static final Duration TURN_WITHIN = Duration.ofSeconds(5);
    private static final int RETRY_AFTER_SECONDS = 2;

    private final Bulkhead bulkhead = new Bulkhead(AT_ONCE, WAITING, TURN_WITHIN);
    private final AttachmentService attachments;
    private final Contents contents;

    ChartService(AttachmentService attachments, Contents contents) {
        this.attachments = attachments;
        this.contents = contents;
    }

    /**
     * What a chart is made of.
     *
     * @param found the file and its COE
     * @param wanted what of it is drawn
     * @param marks the incident's key times
     */
    record Inputs(AttachmentService.Found found, Wanted wanted, List<Mark> marks) {
        /** Another one whenever another chart comes of it, told without reading the file. */
        String tag(String form) {
            byte[] all = JsonText.bytes(List.of(
                    DRAWING,
                    form,
                    found.coe().ref(),
                    found.file().sha256(),
                    found.file().shownAs(),
                    wanted.columns(),
                    String.valueOf(wanted.time()),
                    wanted.zone().getId(),
                    String.valueOf(wanted.from()),
                    String.valueOf(wanted.to()),
                    marks));
            return Answers.fingerprint(all);
        }
    }

    /**
     * What a chart would be made of.
     *
     * @throws ProblemException 422 when the file is no table
     */
    Inputs inputs(CoeRef ref, String id, Wanted wanted, Actor actor) {
        AttachmentService.Found found = attachments.find(ref, id, actor);
        String type = found.file().mediaType();
        if (!type.startsWith("text/")) {
            throw ProblemException.of(
                    ErrorCode.INVALID, "The file is " + type + "; what is drawn is a table as text (CSV).");
        }
        List<Mark> marks = new ArrayList<>();
        found.coe().incident().inOrder().forEach((name, at) -> {
            if (at != null) {
                marks.add(new Mark(name, at));
            }
        });
        return new Inputs(found, wanted, marks);
    }

    /**
     * A table as a chart shows it.
     *
     * @throws ProblemException 422 when it is no table, or has nothing to draw; 429 while too many others are read
     */
    ChartView of(Inputs inputs, RoutingContext request, Actor actor) {
        AttachmentService.Found found = inputs.found();
        Table.Read table = read(inputs, request, actor);
        ZoneId zone = inputs.wanted().zone();
        return view(found.coe().ref(), found.file().id(), found.file().shownAs(), table, zone, inputs.marks());
    }

    private static ProblemException busy() {
        return ProblemException.tooMany(
                "Other tables are read at the moment. Wait " + RETRY_AFTER_SECONDS + " s, and try again.",
                RETRY_AFTER_SECONDS);
    }

    /**
     * The content is had first, as for a download and within the same bounds of what may be on its way: a storage that is
     * slow to give it takes no turn from those who have theirs already.
     */
    private Table.Read read(Inputs inputs, RoutingContext request, Actor actor) {
        if (bulkhead.isFull()) {
            throw busy(); // Before it costs anything.
        }
        try (Spool.File copy = contents.fetch(inputs.found().file(), request, actor)) {
            return bulkhead.call(() -> read(copy, inputs.wanted()), ChartService::busy);
        }
    }

    private static Table.Read read(Spool.File copy, Wanted wanted) {
        try (InputStream content = Files.newInputStream(copy.path())) {
            return Table.read(content, wanted);
        } catch (IOException e) {
            throw Spool.diskFailed(e);
        }
    }

    /** What those go through who read a table. */
    Bulkhead bulkhead() {
        return bulkhead;
    }

    /** What was read, as it is shown. */
    static ChartView view(String coe, UUID attachment, String title, Table.Read table, ZoneId zone, List<Mark> marks) {
        List<Series> series = new ArrayList<>();
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (Map.Entry<String, Line> named : table.lines().entrySet()) {
            List<Line.Stretch> stretches = named.getValue().stretches();
            for (Line.Stretch stretch : stretches) {
                if (stretch.count() > 0) {
                    from = Math.min(from, stretch.first());
                    to = Math.max(to, stretch.end());
                }
            }
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
