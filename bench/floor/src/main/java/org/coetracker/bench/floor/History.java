package org.coetracker.bench.floor;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The history, written as the service writes it. */
final class History {
    private History() {}

    record Change(String subject, String id, String coeId, int version, String change, String snapshot) {}

    static void record(Connection connection, Instant now, List<Change> changes) throws SQLException, IOException {
        byte[] rows = Json.write(json -> {
            json.writeStartArray();
            for (Change change : changes) {
                write(json, change);
            }
            json.writeEndArray();
        });
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into history
                    (at, actor, request_id, subject, subject_id, coe_id, version, change, reason, snapshot)
                select ?, ?, nullif(?, ''),
                    subject, "subjectId", "coeId", version, change, reason, cast(snapshot as json)
                from json_to_recordset(cast(? as json)) as changes
                    (subject text, "subjectId" text, "coeId" uuid, version integer,
                     change text, reason text, snapshot text)""")) {
            insert.setObject(1, now.atOffset(ZoneOffset.UTC));
            insert.setString(2, "admin");
            insert.setString(3, Ids.next().toString());
            insert.setString(4, Json.text(rows));
            insert.executeUpdate();
        }
    }

    private static void write(JsonGenerator json, Change change) throws IOException {
        json.writeStartObject();
        json.writeStringField("subject", change.subject());
        json.writeStringField("subjectId", change.id());
        json.writeStringField("coeId", change.coeId());
        json.writeNumberField("version", change.version());
        json.writeStringField("change", change.change());
        json.writeNullField("reason");
        json.writeStringField("snapshot", change.snapshot());
        json.writeEndObject();
    }
}
