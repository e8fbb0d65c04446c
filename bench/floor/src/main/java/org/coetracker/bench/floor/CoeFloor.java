package org.coetracker.bench.floor;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Reads and files COEs. */
@Path("/api/v1/coes")
@Produces(MediaType.APPLICATION_JSON)
public class CoeFloor {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String READ = """
            select c.id, c.number, c.version, c.status, c.kind, c.severity, c.confidentiality, c.title, c.summary,
                c.team, c.owner, c.reviewers, c.visible_to, c.services, c.regions, c.tags, c.started_at, c.detected_at,
                c.engaged_at, c.mitigated_at, c.resolved_at, c.what_happened, c.impact, c.root_cause, c.supporting_data,
                c.critical_implications, c.lessons, c.related_items, c.created_by, c.created_at, c.updated_at,
                c.submitted_at, c.approved_at, c.closed_at, c.last_action_number
            from coe c where c.number = ?""";

    private static final String ACTIONS = "select " + ActionRow.COLUMNS
            + " from action a join team t on t.handle = a.team where a.coe_id = ? order by a.number";

    private static final String INSERT = """
            insert into coe (id, number, version, status, kind, severity, confidentiality, title, summary, team, owner,
                reviewers, visible_to, services, regions, tags, started_at, detected_at, engaged_at, mitigated_at,
                resolved_at, what_happened, impact, root_cause, supporting_data, critical_implications, lessons,
                related_items, last_action_number, created_by, created_at, updated_at, submitted_at, approved_at,
                closed_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as json), cast(? as json),
                cast(? as json), cast(? as json), cast(? as json), cast(? as json), cast(? as json), ?, ?, ?, ?, ?, ?,
                ?)""";

    private static final String INSERT_ACTION = """
            insert into action (id, coe_id, coe_number, number, version, title, description, type, priority, state,
                team, owner, due_on, due_rule, due_date_changes, re_date_count, causes, tracker_system, tracker_key,
                tracker_url, severity, withdrawn, flagged_at, completed_at, completed_by, completion_evidence,
                verification_criterion, observe_until, verifier, verification_outcome, verification_evidence,
                verified_at, refusal_reason, refusal_approver, look_again_on, refused_at, created_by, created_at,
                updated_at)
            values (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, cast(? as date), null, cast(? as json), 0, ?, ?, ?, ?, ?, false,
                null, null, null, null, ?, null, ?, null, null, null, null, null, null, null, ?, ?, ?)""";

    private static final List<String> TIMES =
            List.of("startedAt", "detectedAt", "engagedAt", "mitigatedAt", "resolvedAt");
    private static final List<String> ANSWERS =
            List.of("whatHappened", "impact", "rootCause", "supportingData", "criticalImplications", "lessons");

    private final AgroalDataSource database;

    CoeFloor(AgroalDataSource database) {
        this.database = database;
    }

    @GET
    @Path("/{ref}")
    public byte[] read(@PathParam("ref") String ref) throws SQLException, IOException {
        long number = Long.parseLong(ref.substring("COE-".length()));
        try (Connection connection = database.getConnection();
                PreparedStatement coe = connection.prepareStatement(READ);
                PreparedStatement actions = connection.prepareStatement(ACTIONS)) {
            coe.setLong(1, number);
            try (ResultSet result = coe.executeQuery()) {
                if (!result.next()) {
                    throw new NotFoundException();
                }
                return Json.write(json -> coe(json, new Row(result, json), actions));
            }
        }
    }

    private static void coe(JsonGenerator json, Row row, PreparedStatement actions) throws IOException, SQLException {
        json.writeStartObject();
        String id = row.text();
        Row.text(json, "id", id);
        Row.text(json, "ref", "COE-" + row.number());
        json.writeNumberField("version", row.number());
        for (String name : List.of(
                "status", "kind", "severity", "confidentiality", "title", "summary", "team", "owner")) {
            row.text(name);
        }
        for (String name : List.of("reviewers", "visibleTo", "services", "regions", "tags")) {
            row.texts(name);
        }
        json.writeObjectFieldStart("incident");
        for (String name : TIMES) {
            row.time(name);
        }
        json.writeEndObject();
        for (String name : ANSWERS) {
            row.raw(name);
        }
        json.writeArrayFieldStart("correctiveActions");
        Instant now = Instant.now();
        actions.setObject(1, UUID.fromString(id));
        try (ResultSet result = actions.executeQuery()) {
            while (result.next()) {
                ActionRow.read(result).write(json, now);
            }
        }
        json.writeEndArray();
        row.raw("relatedItems");
        row.text("createdBy");
        for (String name : List.of("createdAt", "updatedAt", "submittedAt", "approvedAt", "closedAt")) {
            row.time(name);
        }
        json.writeEndObject();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response file(byte[] body) throws SQLException, IOException {
        JsonNode command = MAPPER.readTree(body);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                byte[] answer = file(connection, command);
                connection.commit();
                return Response.status(201).entity(answer).build();
            } catch (SQLException | IOException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static byte[] file(Connection connection, JsonNode command) throws SQLException, IOException {
        Instant now = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
        String team = command.get("team").asText();
        lookUp(connection, command);
        long number;
        try (PreparedStatement next = connection.prepareStatement("select nextval('coe_number')");
                ResultSet result = next.executeQuery()) {
            result.next();
            number = result.getLong(1);
        }
        String zone;
        try (PreparedStatement select = connection.prepareStatement("""
                select t.handle, t.active, t.created_at, t.managers, t.members, t.name, t.parent, t.time_zone,
                    t.updated_at, t.version
                from team t where t.handle = ?""")) {
            select.setString(1, team);
            try (ResultSet result = select.executeQuery()) {
                result.next();
                zone = result.getString(8);
            }
        }
        UUID id = Ids.next();
        insert(connection, command, id, number, now);
        List<ActionRow> actions = insertActions(connection, command, id, number, zone, now);

        List<History.Change> changes = new ArrayList<>();
        String snapshot = Json.text(Json.write(json -> view(json, command, id, number, null, now)));
        changes.add(new History.Change("coe", id.toString(), id.toString(), 1, "filed", snapshot));
        for (ActionRow action : actions) {
            String view = Json.text(Json.write(json -> action.write(json, now)));
            changes.add(new History.Change("action", action.id, id.toString(), 1, "filed", view));
        }
        History.record(connection, now, changes);
        return Json.write(json -> view(json, command, id, number, actions, now));
    }

    private static void lookUp(Connection connection, JsonNode command) throws SQLException {
        Set<String> people = new LinkedHashSet<>();
        people.add(command.get("owner").asText());
        command.path("reviewers").forEach(reviewer -> people.add(reviewer.asText()));
        for (JsonNode action : command.path("correctiveActions")) {
            people.add(action.get("owner").asText());
            people.add(action.at("/verification/verifier").asText());
        }
        try (PreparedStatement select = connection.prepareStatement("""
                select 'person', handle, active from person where handle = any(?)
                union all
                select 'team', handle, active from team where handle = any(?)""")) {
            select.setArray(1, connection.createArrayOf("text", people.toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "text", new String[] {command.get("team").asText()}));
            try (ResultSet result = select.executeQuery()) {
                int found = 0;
                while (result.next()) {
                    found += result.getBoolean(3) ? 1 : 0;
                }
                if (found != people.size() + 1) {
                    throw new IllegalStateException("somebody is not there");
                }
            }
        }
    }

    private static void insert(Connection connection, JsonNode command, UUID id, long number, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            int i = 0;
            insert.setObject(++i, id);
            insert.setLong(++i, number);
            insert.setInt(++i, 1);
            insert.setString(++i, "draft");
            insert.setString(++i, "incident");
            insert.setString(++i, text(command, "severity"));
            insert.setString(++i, "internal");
            for (String name : List.of("title", "summary", "team", "owner")) {
                insert.setString(++i, text(command, name));
            }
            for (String name : List.of("reviewers", "visibleTo", "services", "regions", "tags")) {
                insert.setArray(++i, connection.createArrayOf("text", texts(command, name)));
            }
            for (String name : TIMES) {
                insert.setObject(++i, time(command.path("incident"), name));
            }
            for (String name : ANSWERS) {
                insert.setString(++i, command.get(name).toString());
            }
            insert.setString(++i, "[]");
            insert.setInt(++i, command.path("correctiveActions").size());
            insert.setString(++i, "admin");
            insert.setObject(++i, now.atOffset(ZoneOffset.UTC));
            insert.setObject(++i, now.atOffset(ZoneOffset.UTC));
            for (int none = 0; none < 3; none++) {
                insert.setObject(++i, null, java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
            }
            insert.executeUpdate();
        }
    }

    private static List<ActionRow> insertActions(
            Connection connection, JsonNode command, UUID coeId, long number, String zone, Instant now)
            throws SQLException {
        List<ActionRow> actions = new ArrayList<>();
        try (PreparedStatement insert = connection.prepareStatement(INSERT_ACTION)) {
            for (JsonNode filed : command.path("correctiveActions")) {
                ActionRow action = action(filed, command, number, actions.size() + 1, zone, now);
                actions.add(action);
                int i = 0;
                insert.setObject(++i, UUID.fromString(action.id));
                insert.setObject(++i, coeId);
                insert.setLong(++i, number);
                insert.setInt(++i, action.number);
                for (String text : new String[] {
                    action.title, action.description, action.type, action.priority, action.state, action.team,
                    action.owner, action.dueOn, action.dueDateChanges
                }) {
                    insert.setString(++i, text);
                }
                insert.setArray(++i, connection.createArrayOf("text", action.causes));
                for (String text : action.tracker) {
                    insert.setString(++i, text);
                }
                insert.setString(++i, text(command, "severity"));
                insert.setString(++i, (String) action.verification[0]);
                insert.setString(++i, (String) action.verification[2]);
                insert.setString(++i, "admin");
                insert.setObject(++i, now.atOffset(ZoneOffset.UTC));
                insert.setObject(++i, now.atOffset(ZoneOffset.UTC));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return actions;
    }

    private static ActionRow action(
            JsonNode filed, JsonNode command, long coeNumber, int number, String zone, Instant now) {
        ActionRow action = new ActionRow();
        action.id = Ids.next().toString();
        action.coeNumber = coeNumber;
        action.number = number;
        action.title = text(filed, "title");
        action.description = text(filed, "description");
        action.type = text(filed, "type");
        action.priority = text(filed, "priority");
        action.state = text(filed, "state");
        action.team = text(command, "team");
        action.zone = zone;
        action.owner = text(filed, "owner");
        action.dueOn = text(filed, "dueOn");
        action.causes = texts(filed, "causes");
        JsonNode tracker = filed.path("tracker");
        action.tracker = new String[] {text(tracker, "system"), text(tracker, "key"), text(tracker, "url")};
        JsonNode plan = filed.path("verification");
        action.completion = new Object[3];
        action.verification = new Object[] {text(plan, "criterion"), null, text(plan, "verifier"), null, null, null};
        action.refusal = new Object[4];
        action.version = 1;
        action.createdAt = now;
        action.updatedAt = now;
        return action;
    }

    private static void view(
            JsonGenerator json, JsonNode command, UUID id, long number, List<ActionRow> actions, Instant now)
            throws IOException {
        json.writeStartObject();
        Row.text(json, "id", id);
        Row.text(json, "ref", "COE-" + number);
        json.writeNumberField("version", 1);
        Row.text(json, "status", "draft");
        Row.text(json, "kind", "incident");
        Row.text(json, "severity", text(command, "severity"));
        Row.text(json, "confidentiality", "internal");
        for (String name : List.of("title", "summary", "team", "owner")) {
            Row.text(json, name, text(command, name));
        }
        for (String name : List.of("reviewers", "visibleTo", "services", "regions", "tags")) {
            Row.texts(json, name, texts(command, name));
        }
        json.writeObjectFieldStart("incident");
        for (String name : TIMES) {
            Row.text(json, name, text(command.path("incident"), name));
        }
        json.writeEndObject();
        for (String name : ANSWERS) {
            Row.raw(json, name, command.get(name).toString());
        }
        if (actions != null) {
            json.writeArrayFieldStart("correctiveActions");
            for (ActionRow action : actions) {
                action.write(json, now);
            }
            json.writeEndArray();
        }
        Row.raw(json, "relatedItems", "[]");
        Row.text(json, "createdBy", "admin");
        Row.text(json, "createdAt", now);
        Row.text(json, "updatedAt", now);
        for (String name : List.of("submittedAt", "approvedAt", "closedAt")) {
            json.writeNullField(name);
        }
        json.writeEndObject();
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value.asText();
    }

    private static String[] texts(JsonNode node, String name) {
        JsonNode values = node.path(name);
        String[] texts = new String[values.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = values.get(i).asText();
        }
        return texts;
    }

    private static OffsetDateTime time(JsonNode node, String name) {
        String text = text(node, name);
        return text == null ? null : OffsetDateTime.parse(text);
    }
}
