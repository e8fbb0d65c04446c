package org.coetracker.nodes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.coetracker.shared.database.DatabaseAddress;
import org.coetracker.shared.database.TestDatabase;

/** The one database of several nodes, empty at first, in the PostgreSQL of the tests. */
final class SharedDatabase implements AutoCloseable {
    private final DatabaseAddress address;
    private final Connection connection;

    SharedDatabase() throws SQLException {
        address = TestDatabase.address();
        connection = TestDatabase.connect();
        execute("drop schema public cascade");
        execute("create schema public");
    }

    /** What a node has to be told of it. */
    Map<String, String> settings() {
        return Map.of(
                "COE_DB_URL", address.url(), "COE_DB_USER", address.user(), "COE_DB_PASSWORD", address.password());
    }

    int execute(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    boolean isTrue(String sql, Object... values) throws SQLException {
        return (Boolean) rows(sql, values).get(0).get(0);
    }

    long number(String sql, Object... values) throws SQLException {
        return ((Number) rows(sql, values).get(0).get(0)).longValue();
    }

    String text(String sql, Object... values) throws SQLException {
        return (String) rows(sql, values).get(0).get(0);
    }

    List<List<Object>> rows(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet found = statement.executeQuery()) {
            List<List<Object>> rows = new ArrayList<>();
            while (found.next()) {
                List<Object> row = new ArrayList<>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    row.add(found.getObject(column));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < values.length; index++) {
            Object value =
                    values[index] instanceof String[] texts ? connection.createArrayOf("text", texts) : values[index];
            statement.setObject(index + 1, value);
        }
        return statement;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
