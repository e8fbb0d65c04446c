package org.coetracker.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.coetracker.audit.AuditChain.Head;
import org.coetracker.audit.AuditVerification.BreakReason;
import org.coetracker.audit.AuditVerification.BrokenLink;

/**
 * Computes the whole chain anew and compares, in batches that are one short statement each, for the service and for the
 * command alike. It computes by what is built into PostgreSQL alone: the functions that sealed the events are in the
 * database, where somebody who changes events could change them too.
 */
final class ChainCheck {
    /** Links in a statement. */
    private static final int BATCH = 10_000;

    /** The member with its length in UTF-8 in front, or a hyphen for null; as {@code audit_member} writes it. */
    private static final String MEMBER = "coalesce(octet_length(%1$s)::text || ':' || %1$s, '-') || ','";

    /** All columns of an event, in the order of {@code audit_bytes}. */
    private static final String EVENT = String.join(
            " || ",
            Arrays.stream(new String[] {
                        "h.id::text",
                        "(extract(epoch from h.at) * 1000000)::bigint::text",
                        "h.actor",
                        "h.credential",
                        "h.address",
                        "h.request_id",
                        "h.subject",
                        "h.subject_id",
                        "h.coe_id::text",
                        "h.version::text",
                        "h.change",
                        "h.reason",
                        "h.snapshot::text",
                        "h.txid::text"
                    })
                    .map(MEMBER::formatted)
                    .toArray(String[]::new));

    private static final String HEAD = """
            select c.sequence, c.hash, (select max(s.sequence) from audit_seal s), clock_timestamp()
            from audit_chain c""";

    /** Each link against the one before: if all of those hold, all of the chain does. */
    private static final String LINKS = """
            with seal as (
                select sequence, history_id, hash from audit_seal
                where sequence > ? and sequence <= ? order by sequence limit ?
            ), link as (
                select s.sequence, s.history_id, s.hash, ? + row_number() over in_order as place,
                    case when h.id is not null
                        then sha256(lag(s.hash, 1, ?) over in_order || convert_to(%s, 'UTF8')) end as computed
                from seal s left join history h on h.id = s.history_id
                window in_order as (order by s.sequence)
            ), compared as (
                select *, case
                    when sequence <> place then 'seal_missing'
                    when computed is null then 'event_missing'
                    when computed <> hash then 'event_changed' end as wrong
                from link
            )
            select count(*), max(sequence), (array_agg(hash order by sequence desc))[1],
                min(place) filter (where wrong is not null),
                (array_agg(wrong order by place) filter (where wrong is not null))[1],
                (array_agg(history_id order by place) filter (where wrong is not null))[1]
            from compared""".formatted(EVENT);

    /**
     * Events that no seal speaks of although the sealer has been past their transaction. In a restored backup, which is
     * not sealed yet, transaction numbers say nothing. Those that lie in the future are of the database that was backed
     * up, and were sealed when the backup was taken over.
     */
    private static final String UNSEALED = """
            select max(e.id), count(e.id) filter (where s.history_id is null), min(e.id) filter (
                where s.history_id is null
                    and (e.txid < c.horizon or e.txid >= pg_snapshot_xmax(pg_current_snapshot()))
                    and c.horizon <= pg_snapshot_xmax(pg_current_snapshot())
                    and c.cluster = (select system_identifier from pg_control_system()))
            from (select id, txid from history where id > ? order by id limit ?) e
            left join audit_seal s on s.history_id = e.id
            cross join audit_chain c""";

    private final Connection database;
    private final int batch;

    ChainCheck(Connection database) {
        this(database, BATCH);
    }

    ChainCheck(Connection database, int batch) {
        this.database = database;
        this.batch = batch;
    }

    /**
     * Checks all that is sealed, and that all is sealed which should be.
     *
     * @param known a link that the chain is known to have had; null when none is
     */
    AuditVerification run(Head known) throws SQLException {
        database.setAutoCommit(false);
        try {
            return check(known);
        } finally {
            database.rollback();
            database.setAutoCommit(true);
        }
    }

    /** The chain as it stands when the check begins. */
    private record End(Head head, long lastSeal, Instant asOf) {}

    private AuditVerification check(Head known) throws SQLException {
        End end = end();
        long after = 0;
        byte[] hash = new byte[32];
        BrokenLink broken = null;
        while (broken == null && after < end.lastSeal) {
            Links links = links(after, end.lastSeal, hash);
            broken = links.broken;
            after = broken == null ? links.last : broken.sequence() - 1;
            hash = links.hash;
        }
        if (broken == null) {
            broken = wrongEnd(end.head, after, hash);
        }
        Unsealed unsealed = unsealed();
        if (broken == null) {
            broken = unsealed.broken;
        }
        if (broken == null && known != null && !holds(known)) {
            broken = BrokenLink.at(known.sequence(), null, BreakReason.HEAD_MISSING);
        }
        return AuditVerification.of(after, unsealed.amount, end.head, broken, end.asOf);
    }

    /** What the sealer left as the end has to be the end. */
    private static BrokenLink wrongEnd(Head head, long last, byte[] hash) {
        if (last < head.sequence()) {
            return BrokenLink.at(last + 1, null, BreakReason.SEAL_MISSING);
        }
        return Head.of(last, hash).equals(head) ? null : BrokenLink.at(head.sequence(), null, BreakReason.HEAD_MISSING);
    }

    private End end() throws SQLException {
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery(HEAD)) {
            if (!row.next()) {
                throw new SQLException("The row of audit_chain is gone, which says where the chain ends.");
            }
            Head head = Head.of(row.getLong(1), row.getBytes(2));
            return new End(
                    head, row.getLong(3), row.getObject(4, OffsetDateTime.class).toInstant());
        } finally {
            database.commit();
        }
    }

    private record Links(long last, byte[] hash, BrokenLink broken) {}

    private Links links(long after, long upTo, byte[] hash) throws SQLException {
        try (PreparedStatement statement = prepared(LINKS)) {
            statement.setLong(1, after);
            statement.setLong(2, upTo);
            statement.setInt(3, batch);
            statement.setLong(4, after);
            statement.setBytes(5, hash);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (row.getLong(1) == 0) {
                    return new Links(after, hash, BrokenLink.at(after + 1, null, BreakReason.SEAL_MISSING));
                }
                String wrong = row.getString(5);
                if (wrong == null) {
                    return new Links(row.getLong(2), row.getBytes(3), null);
                }
                BreakReason reason = BreakReason.valueOf(wrong.toUpperCase(Locale.ROOT));
                Long event = reason == BreakReason.SEAL_MISSING ? null : Long.valueOf(row.getLong(6));
                return new Links(row.getLong(2), row.getBytes(3), BrokenLink.at(row.getLong(4), event, reason));
            }
        } finally {
            database.commit();
        }
    }

    /**
     * What has no seal.
     *
     * @param amount how many events
     * @param broken the first that should have one; null when there is none
     */
    private record Unsealed(long amount, BrokenLink broken) {}

    private Unsealed unsealed() throws SQLException {
        long after = 0;
        long amount = 0;
        BrokenLink broken = null;
        while (true) {
            try (PreparedStatement statement = prepared(UNSEALED)) {
                statement.setLong(1, after);
                statement.setInt(2, batch);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    amount += row.getLong(2);
                    long found = row.getLong(3);
                    if (broken == null && !row.wasNull()) {
                        broken = BrokenLink.unsealed(found);
                    }
                    after = row.getLong(1);
                    if (row.wasNull()) {
                        return new Unsealed(amount, broken);
                    }
                }
            } finally {
                database.commit();
            }
        }
    }

    private boolean holds(Head known) throws SQLException {
        if (known.sequence() == 0) {
            return true;
        }
        try (PreparedStatement statement = prepared("select hash from audit_seal where sequence = ?")) {
            statement.setLong(1, known.sequence());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && HexFormat.of().formatHex(row.getBytes(1)).equals(known.hash());
            }
        } finally {
            database.commit();
        }
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        plain();
        return database.prepareStatement(sql);
    }

    private Statement statement() throws SQLException {
        plain();
        return database.createStatement();
    }

    /** To compile a statement that takes a fraction of a second would take longer than to run it. */
    private void plain() throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute("set local jit = off");
        }
    }
}
