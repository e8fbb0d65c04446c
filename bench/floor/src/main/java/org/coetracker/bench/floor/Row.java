package org.coetracker.bench.floor;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** One row, read from its first column to its last, and written as JSON on the way. */
final class Row {
    private final ResultSet row;
    private final JsonGenerator json;
    private int column;

    Row(ResultSet row, JsonGenerator json) {
        this.row = row;
        this.json = json;
    }

    String text() throws SQLException {
        return row.getString(++column);
    }

    int number() throws SQLException {
        return row.getInt(++column);
    }

    boolean flag() throws SQLException {
        return row.getBoolean(++column);
    }

    Instant time() throws SQLException {
        OffsetDateTime time = row.getObject(++column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    String[] texts() throws SQLException {
        Array array = row.getArray(++column);
        return array == null ? null : (String[]) array.getArray();
    }

    void text(String name) throws SQLException, IOException {
        text(json, name, text());
    }

    void time(String name) throws SQLException, IOException {
        text(json, name, time());
    }

    void raw(String name) throws SQLException, IOException {
        raw(json, name, text());
    }

    void texts(String name) throws SQLException, IOException {
        texts(json, name, texts());
    }

    static void text(JsonGenerator json, String name, Object text) throws IOException {
        json.writeFieldName(name);
        if (text == null) {
            json.writeNull();
        } else {
            json.writeString(text.toString());
        }
    }

    static void raw(JsonGenerator json, String name, String value) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(value);
    }

    static void texts(JsonGenerator json, String name, String[] texts) throws IOException {
        json.writeFieldName(name);
        json.writeStartArray();
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
