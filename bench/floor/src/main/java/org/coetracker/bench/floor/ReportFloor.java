package org.coetracker.bench.floor;

import com.fasterxml.jackson.core.JsonGenerator;
import io.agroal.api.AgroalDataSource;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;

/** Reports on actions by team: counted anew for each request, by one GROUP BY. */
@Path("/api/v1/reports/actions")
@Produces(MediaType.APPLICATION_JSON)
public class ReportFloor {
    private static final int LIMIT = 25;

    private static final String FIGURES = """
            with day as materialized (select handle, local_date(?, time_zone) as today from team),
            standing as (
                select a.team as key, a.flagged_at,
                    a.state in ('proposed', 'committed', 'in_progress') and not a.withdrawn as open,
                    case when a.state in ('committed', 'in_progress') and not a.withdrawn
                        then day.today - a.due_on end as late,
                    extract(epoch from cast(? as timestamptz) - a.created_at) / 86400 as age,
                    a.state in ('done', 'verified') and a.completed_at >= ? as done_lately
                from action a join day on day.handle = a.team)
            select key,
                count(*) filter (where open),
                count(*) filter (where late > 0),
                count(*) filter (where late between -7 and 0),
                count(flagged_at),
                count(*) filter (where done_lately),
                max(age) filter (where open),
                avg(age) filter (where open),
                max(late),
                avg(late) filter (where late > 0)
            from standing group by grouping sets ((), (key)) order by grouping(key) desc, key""";

    private final AgroalDataSource database;

    ReportFloor(AgroalDataSource database) {
        this.database = database;
    }

    @GET
    public byte[] byTeam() throws SQLException, IOException {
        Instant now = Instant.now();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(FIGURES)) {
            select.setObject(1, now.atOffset(ZoneOffset.UTC));
            select.setObject(2, now.atOffset(ZoneOffset.UTC));
            select.setObject(3, now.minus(Duration.ofDays(30)).atOffset(ZoneOffset.UTC));
            try (ResultSet rows = select.executeQuery()) {
                return Json.write(json -> report(json, rows, now));
            }
        }
    }

    private static void report(JsonGenerator json, ResultSet rows, Instant now) throws SQLException, IOException {
        json.writeStartObject();
        Row.text(json, "groupBy", "team");
        Row.text(json, "asOf", now);
        rows.next();
        json.writeObjectFieldStart("totals");
        figures(json, rows);
        json.writeEndObject();
        json.writeArrayFieldStart("items");
        String last = null;
        String next = null;
        for (int count = 0; rows.next(); count++) {
            if (count == LIMIT) {
                next = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(("g:" + last).getBytes(StandardCharsets.UTF_8));
                break;
            }
            last = rows.getString(1);
            json.writeStartObject();
            Row.text(json, "group", last);
            figures(json, rows);
            json.writeEndObject();
        }
        json.writeEndArray();
        Row.text(json, "nextCursor", next);
        json.writeEndObject();
    }

    private static void figures(JsonGenerator json, ResultSet row) throws SQLException, IOException {
        int column = 2;
        for (String name : new String[] {"open", "overdue", "dueIn7Days", "awaitingDecision", "doneIn30Days"}) {
            json.writeNumberField(name, row.getLong(column++));
        }
        json.writeNumberField("oldestOpenDays", (long) row.getDouble(column++));
        json.writeNumberField("averageOpenDays", tenths(row.getDouble(column++)));
        json.writeNumberField("oldestOverdueDays", row.getLong(column++));
        json.writeNumberField("averageOverdueDays", tenths(row.getDouble(column)));
    }

    private static double tenths(double number) {
        return Math.round(number * 10) / 10.0;
    }
}
