package org.coetracker.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.shared.json.JsonText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Every change, kept for good: one table of snapshots, of which two in a row are before and after. */
@ApplicationScoped
public class History {
    private final EntityManager database;

    History(EntityManager database) {
        this.database = database;
    }

    /** Writes changes, in one statement and in the caller's transaction. */
    public void record(Actor actor, Instant at, List<Change> changes) {
        database.createNativeQuery("""
                        insert into history
                            (at, actor, credential, address, request_id,
                             subject, subject_id, coe_id, version, change, reason, snapshot)
                        select :at, :actor, :credential, nullif(:address, ''), nullif(:requestId, ''),
                            subject, "subjectId", "coeId", version, change, reason, cast(snapshot as json)
                        from json_to_recordset(cast(:changes as json)) as changes
                            (subject text, "subjectId" text, "coeId" uuid, version integer,
                             change text, reason text, snapshot text)""")
                .setParameter("at", at)
                .setParameter("actor", actor.handle())
                .setParameter("credential", actor.credential().text())
                .setParameter("address", Objects.requireNonNullElse(actor.address(), ""))
                .setParameter("requestId", Objects.requireNonNullElse(actor.requestId(), ""))
                .setParameter("changes", JsonText.write(changes))
                .executeUpdate();
    }

    /** Writes one change. */
    public void record(Actor actor, Instant at, Change change) {
        record(actor, at, List.of(change));
    }

    /**
     * Writes that something happened which left no new version of anything, such as a sign-in or an export.
     *
     * @param kind what it was about
     * @param object which one: an id, a handle or a name
     * @param what what was done, in a past participle
     * @param reason why, where somebody had to say; else null
     * @param details what else there is to know, to be written as JSON, without any secret; null when there is nothing
     */
    public void event(
            Actor actor, Instant at, AuditKind kind, String object, String what, String reason, Object details) {
        record(
                actor,
                at,
                new Change(
                        kind.word(),
                        object,
                        null,
                        Change.NO_VERSION,
                        what,
                        reason,
                        details == null ? null : JsonText.write(details)));
    }

    /**
     * The history of a COE and all that belongs to it, newest first. What a comment said that was removed is not in it,
     * and in the audit trail alone.
     *
     * @param before only entries with a smaller id
     */
    public List<HistoryEntry> ofCoe(UUID coe, long before, int limit) {
        List<Object[]> rows = rows("""
                select h.id, h.at, h.actor, h.request_id, h.subject, h.subject_id, h.version, h.change, h.reason,
                    cast(h.snapshot as text),
                    (select cast(b.snapshot as text) from history b
                     where b.subject_id = h.subject_id and b.subject = h.subject
                         and b.id < h.id and b.snapshot is not null
                     order by b.id desc limit 1),
                    h.subject = 'comment' and exists (
                        select 1 from history r
                        where r.subject_id = h.subject_id and r.subject = h.subject and r.change = 'removed')
                from history h where h.coe_id = :coe and h.id < :before order by h.id desc limit :limit""", Map.of("coe", coe, "before", before, "limit", limit));
        return rows.stream().map(History::entry).toList();
    }

    /** The snapshot of a COE at a version, if there was one. */
    public Optional<JsonNode> revision(UUID coe, int version) {
        List<Object[]> rows = rows("""
                select id, cast(snapshot as text) from history
                where subject = 'coe' and subject_id = :coe and version = :version and snapshot is not null
                order by id desc limit 1""", Map.of("coe", coe.toString(), "version", version));
        return rows.stream().findFirst().map(row -> JsonText.parse((String) row[1]));
    }

    /**
     * By which change members of a COE came to be as they are; for members that were changed after a version.
     *
     * @param most how many versions are looked at, the newest
     * @param members the members that are asked for
     */
    public List<LastChange> lastChanges(UUID coe, int version, int most, Set<String> members) {
        return rows(
                        """
                        with kept as (
                            select h.id, h.version, h.actor, h.at, h.snapshot from history h
                            where h.subject = 'coe' and h.subject_id = :coe and h.version >= :version
                                and h.snapshot is not null
                            order by h.id desc limit :most),
                        said as (
                            select k.id, k.version, k.actor, k.at, m.key as member, md5(cast(m.value as text)) as value
                            from kept k cross join lateral json_each(k.snapshot) as m
                            where m.key = any(:members)),
                        one_after_the_other as (
                            select s.*,
                                lag(s.value) over (partition by s.member order by s.id) as before,
                                row_number() over (partition by s.member order by s.id) as place
                            from said s)
                        select distinct on (member) member, actor, at, version from one_after_the_other
                        where place > 1 and value is distinct from before
                        order by member, id desc""",
                        Map.of(
                                "coe",
                                coe.toString(),
                                "version",
                                version,
                                "most",
                                most + 1,
                                "members",
                                members.toArray(String[]::new)))
                .stream()
                .map(row -> new LastChange(
                        (String) row[0], (String) row[1], (Instant) row[2], ((Number) row[3]).intValue()))
                .toList();
    }

    /**
     * The last change of one member of a COE.
     *
     * @param member the member
     * @param by who changed it
     * @param at when
     * @param version the COE's version after the change
     */
    @Schema(name = "LastChange")
    public record LastChange(String member, String by, Instant at, Integer version) {}

    /** The snapshots that a COE's actions had when the COE came to a version, in the order of their numbers. */
    public List<JsonNode> actionsAt(UUID coe, int version) {
        List<Object[]> rows = rows("""
                select distinct on (a.subject_id) a.id, cast(a.snapshot as text), a.change from history a
                where a.coe_id = :coe and a.subject = 'action' and a.snapshot is not null
                    and a.id < coalesce(
                        (select min(n.id) from history n
                         where n.coe_id = :coe and n.subject = 'coe' and n.version = :version + 1),
                        9223372036854775807)
                order by a.subject_id, a.id desc""", Map.of("coe", coe, "version", version));
        List<JsonNode> actions = new ArrayList<>();
        rows.stream()
                .filter(row -> !"deleted".equals(row[2]))
                .map(row -> JsonText.parse((String) row[1]))
                .forEach(actions::add);
        actions.sort((one, other) -> Integer.compare(
                number(one.path("ref").asText()), number(other.path("ref").asText())));
        return actions;
    }

    /**
     * What a COE and its actions were like after entries of its history, in the order of the entries: the record, its
     * actions by their refs.
     */
    public List<ObjectNode> asOf(UUID coe, List<Long> entries) {
        Long[] ends = entries.toArray(Long[]::new);
        Map<Long, ObjectNode> records = new TreeMap<>();
        rows("""
                select e.id, (
                    select cast(h.snapshot as text) from history h
                    where h.subject_id = :coe and h.subject = 'coe' and h.id <= e.id
                        and h.snapshot is not null
                    order by h.id desc limit 1)
                from unnest(cast(:entries as bigint[])) as e (id)""", Map.of("coe", coe.toString(), "entries", ends)).forEach(row -> {
            ObjectNode record = row[1] == null ? JsonNodeFactory.instance.objectNode() : (ObjectNode) snapshot(row[1]);
            record.putObject("correctiveActions");
            records.put(((Number) row[0]).longValue(), record);
        });
        rows("""
                select e.id, a.snapshot, a.change
                from unnest(cast(:entries as bigint[])) as e (id)
                cross join lateral (
                    select distinct on (h.subject_id) cast(h.snapshot as text) as snapshot, h.change from history h
                    where h.coe_id = :coe and h.subject = 'action' and h.snapshot is not null and h.id <= e.id
                    order by h.subject_id, h.id desc) a""", Map.of("coe", coe, "entries", ends)).stream()
                .filter(row -> !"deleted".equals(row[2]))
                .forEach(row -> {
                    JsonNode action = snapshot(row[1]);
                    records.get(((Number) row[0]).longValue())
                            .withObject("/correctiveActions")
                            .set(action.path("ref").asText(), action);
                });
        return List.copyOf(records.values());
    }

    private static int number(String actionRef) {
        return Integer.parseInt(actionRef.substring(actionRef.lastIndexOf('A') + 1));
    }

    @SuppressWarnings("unchecked")
    private List<Object[]> rows(String sql, Map<String, Object> parameters) {
        var query = database.createNativeQuery(sql, Object[].class);
        new LinkedHashMap<>(parameters).forEach(query::setParameter);
        return query.getResultList();
    }

    private static HistoryEntry entry(Object[] row) {
        JsonNode after = snapshot(row[9]);
        JsonNode before = snapshot(row[10]);
        return new HistoryEntry(
                ((Number) row[0]).longValue(),
                (Instant) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                ref(after, ref(before, (String) row[5])),
                ((Number) row[6]).intValue(),
                (String) row[7],
                (String) row[8],
                row[9] == null ? List.of() : changes(before, after, (Boolean) row[11]));
    }

    private static List<HistoryEntry.MemberChange> changes(JsonNode before, JsonNode after, boolean isTextRemoved) {
        List<HistoryEntry.MemberChange> changes = Differences.between(before, after);
        return isTextRemoved
                ? changes.stream()
                        .filter(change -> !change.pointer().equals("/text"))
                        .toList()
                : changes;
    }

    /** A review has no ref of its own; it goes by that of its action. */
    public static String ref(JsonNode snapshot, String otherwise) {
        return snapshot.path("ref").asText(snapshot.path("action").asText(otherwise));
    }

    /** A snapshot as it was read from the database; a missing node when there is none. */
    public static JsonNode snapshot(Object text) {
        return text == null ? MissingNode.getInstance() : JsonText.parse((String) text);
    }
}
