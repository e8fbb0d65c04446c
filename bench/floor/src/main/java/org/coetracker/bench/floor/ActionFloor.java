package org.coetracker.bench.floor;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Lists and changes actions. */
@Path("/api/v1/actions")
@Produces(MediaType.APPLICATION_JSON)
public class ActionFloor {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LIMIT = 25;

    private static final String LIST = "select " + ActionRow.COLUMNS + """
             , a.due_on, a.id, cast(pg_current_snapshot() as varchar)
            from action a join team t on t.handle = a.team
            where a.owner = ? and a.state in ('committed', 'in_progress') and not a.withdrawn
                and a.due_on < ? and a.due_on < cast(timezone(t.time_zone, ?) as date)
            order by a.due_on, a.id fetch first ? rows only""";

    private static final String LOCK = "select " + ActionRow.COLUMNS + """
             from action a join team t on t.handle = a.team
            where a.coe_number = ? and a.number = ? for no key update of a""";

    private static final String UPDATE =
            "update action set description = ?, updated_at = ?, version = ? where id = ? and version = ?";

    private final AgroalDataSource database;

    ActionFloor(AgroalDataSource database) {
        this.database = database;
    }

    @GET
    public byte[] list(@QueryParam("owner") String owner) throws SQLException, IOException {
        Instant now = Instant.now();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(LIST)) {
            select.setString(1, owner);
            select.setObject(2, LocalDate.ofInstant(now, ZoneOffset.ofHours(14)));
            select.setObject(3, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            select.setInt(4, LIMIT + 1);
            try (ResultSet result = select.executeQuery()) {
                return Json.write(json -> {
                    json.writeStartObject();
                    json.writeArrayFieldStart("items");
                    ActionRow last = null;
                    String cursor = null;
                    int count = 0;
                    while (result.next()) {
                        if (++count > LIMIT) {
                            cursor = Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(("[\"dueOn.00000000\",\"" + last.dueOn + "\",\"" + last.id + "\"]")
                                            .getBytes(StandardCharsets.UTF_8));
                            break;
                        }
                        last = ActionRow.read(result);
                        last.write(json, now);
                    }
                    json.writeEndArray();
                    Row.text(json, "nextCursor", cursor);
                    json.writeEndObject();
                });
            }
        }
    }

    @PATCH
    @Path("/{ref}")
    @Consumes("application/merge-patch+json")
    public byte[] patch(@PathParam("ref") String ref, byte[] body) throws SQLException, IOException {
        String description = MAPPER.readTree(body).get("description").asText();
        int dash = ref.indexOf("-A");
        long coeNumber = Long.parseLong(ref.substring("COE-".length(), dash));
        int number = Integer.parseInt(ref.substring(dash + 2));
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                byte[] answer = patch(connection, coeNumber, number, description);
                connection.commit();
                return answer;
            } catch (SQLException | IOException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static byte[] patch(Connection connection, long coeNumber, int number, String description)
            throws SQLException, IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        ActionRow action;
        try (PreparedStatement select = connection.prepareStatement(LOCK)) {
            select.setLong(1, coeNumber);
            select.setInt(2, number);
            try (ResultSet result = select.executeQuery()) {
                if (!result.next()) {
                    throw new NotFoundException();
                }
                action = ActionRow.read(result);
            }
        }
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            update.setString(1, description);
            update.setObject(2, now.atOffset(ZoneOffset.UTC));
            update.setInt(3, action.version + 1);
            update.setObject(4, UUID.fromString(action.id));
            update.setInt(5, action.version);
            update.executeUpdate();
        }
        action.description = description;
        action.updatedAt = now;
        action.version++;
        byte[] view = Json.write(json -> action.write(json, now));
        History.record(
                connection,
                now,
                List.of(new History.Change(
                        "action", action.id, action.coeId, action.version, "edited", Json.text(view))));
        return view;
    }
}
