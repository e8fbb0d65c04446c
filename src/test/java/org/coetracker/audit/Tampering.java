package org.coetracker.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.coetracker.shared.database.TestDatabase;

/** Somebody who owns the database: switches the triggers off, changes rows, switches them on again. */
final class Tampering implements AutoCloseable {
    private static final List<String> TABLES = List.of("history", "audit_seal", "audit_chain");

    private final Connection database;

    Tampering() throws SQLException {
        database = TestDatabase.connect();
    }

    /** Forgets the history of the tests before and begins the chain again, so that each check of it is short. */
    static void beginAgain() throws SQLException {
        Tampering tampering = new Tampering();
        try (tampering.database) {
            tampering.change(
                    "truncate audit_seal",
                    // Policies begin with the schema, and other tests read that.
                    "delete from history where subject <> 'policy'",
                    "update audit_chain set sequence = 0, hash = decode(repeat('00', 32), 'hex'), horizon = '0'");
        }
    }

    /** Keeps what there is, so that it can be put back. */
    void keep() throws SQLException {
        for (String table : TABLES) {
            execute("create temporary table kept_" + table + " as select * from " + table);
            execute("analyze kept_" + table);
        }
    }

    void change(String... statements) throws SQLException {
        triggers("disable");
        for (String statement : statements) {
            execute(statement);
        }
        triggers("enable always");
    }

    private void triggers(String how) throws SQLException {
        execute("alter table history " + how + " trigger history_only_grows");
        execute("alter table audit_seal " + how + " trigger audit_seal_only_grows");
        execute("alter table audit_chain " + how + " trigger audit_chain_stays");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row. */
    long number(String sql) throws SQLException {
        return numbers(sql).get(0);
    }

    List<Long> numbers(String sql) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }

    /** Puts back what there was. */
    void putBack() throws SQLException {
        change(
                "delete from audit_seal where sequence in"
                        + " (select sequence from (table audit_seal except table kept_audit_seal) s)",
                "insert into audit_seal table kept_audit_seal except table audit_seal",
                "delete from audit_chain",
                "insert into audit_chain table kept_audit_chain",
                "delete from history h where id not in (select id from kept_history)"
                        + " or exists (select from kept_history k where k.id = h.id and k::text <> h::text)",
                "insert into history overriding system value"
                        + " select * from kept_history where id not in (select id from history)");
    }

    @Override
    public void close() throws SQLException {
        try (database) {
            putBack();
        }
    }
}
