package org.coetracker.bench.floor;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** An action and its team as the service selects them. */
final class ActionRow {
    /** The columns that the service selects, in the order in which they are read here. */
    static final String COLUMNS = """
            a.id, a.coe_number, a.number, a.title, a.description, a.type, a.priority, a.state, a.owner, a.due_on,
            a.due_rule, a.due_date_changes, a.re_date_count, a.causes, a.tracker_system, a.tracker_key, a.tracker_url,
            a.flagged_at, a.completed_at, a.completed_by, a.completion_evidence, a.verification_criterion,
            a.observe_until, a.verifier, a.verification_outcome, a.verification_evidence, a.verified_at,
            a.refusal_reason, a.refusal_approver, a.look_again_on, a.refused_at, a.version, a.withdrawn, a.created_at,
            a.updated_at, t.handle, t.time_zone, a.coe_id, a.created_by, a.severity, t.active, t.created_at, t.managers,
            t.members, t.name, t.parent, t.updated_at, t.version""";

    String id;
    String coeId;
    long coeNumber;
    int number;
    String title;
    String description;
    String type;
    String priority;
    String state;
    String team;
    String zone;
    String owner;
    String dueOn;
    String dueRule;
    String dueDateChanges = "[]";
    int reDateCount;
    String[] causes;
    String[] tracker;
    Instant flaggedAt;
    Object[] completion;
    Object[] verification;
    Object[] refusal;
    int version;
    boolean withdrawn;
    Instant createdAt;
    Instant updatedAt;

    static ActionRow read(ResultSet result) throws SQLException {
        Row row = new Row(result, null);
        ActionRow action = new ActionRow();
        action.id = row.text();
        action.coeNumber = row.number();
        action.number = row.number();
        action.title = row.text();
        action.description = row.text();
        action.type = row.text();
        action.priority = row.text();
        action.state = row.text();
        action.owner = row.text();
        action.dueOn = row.text();
        action.dueRule = row.text();
        action.dueDateChanges = row.text();
        action.reDateCount = row.number();
        action.causes = row.texts();
        action.tracker = new String[] {row.text(), row.text(), row.text()};
        action.flaggedAt = row.time();
        action.completion = new Object[] {row.time(), row.text(), row.text()};
        action.verification = new Object[] {row.text(), row.text(), row.text(), row.text(), row.text(), row.time()};
        action.refusal = new Object[] {row.text(), row.text(), row.text(), row.time()};
        action.version = row.number();
        action.withdrawn = row.flag();
        action.createdAt = row.time();
        action.updatedAt = row.time();
        action.team = row.text();
        action.zone = row.text();
        action.coeId = row.text();
        return action;
    }

    void write(JsonGenerator json, Instant now) throws IOException {
        boolean owed = (state.equals("committed") || state.equals("in_progress")) && !withdrawn;
        long daysOverdue = owed
                ? Math.max(
                        0, ChronoUnit.DAYS.between(LocalDate.parse(dueOn), LocalDate.ofInstant(now, ZoneId.of(zone))))
                : 0;
        json.writeStartObject();
        Row.text(json, "id", id);
        Row.text(json, "ref", "COE-" + coeNumber + "-A" + number);
        Row.text(json, "coe", "COE-" + coeNumber);
        Row.text(json, "title", title);
        Row.text(json, "description", description);
        Row.text(json, "type", type);
        Row.text(json, "priority", priority);
        Row.text(json, "state", state);
        Row.text(json, "team", team);
        Row.text(json, "owner", owner);
        Row.text(json, "dueOn", dueOn);
        Row.text(json, "dueRule", dueRule);
        Row.raw(json, "dueDateChanges", dueDateChanges);
        json.writeNumberField("reDateCount", reDateCount);
        Row.texts(json, "causes", causes);
        part(json, "tracker", tracker, "system", "key", "url");
        json.writeBooleanField("overdue", daysOverdue > 0);
        json.writeNumberField("daysOverdue", daysOverdue);
        Row.text(json, "flaggedAt", flaggedAt);
        part(json, "completion", completion, "completedAt", "completedBy", "evidence");
        part(
                json,
                "verification",
                verification,
                "criterion",
                "observeUntil",
                "verifier",
                "outcome",
                "evidence",
                "verifiedAt");
        part(json, "refusal", refusal, "reason", "approver", "lookAgainOn", "refusedAt");
        json.writeNumberField("version", version);
        Row.text(json, "createdAt", createdAt);
        Row.text(json, "updatedAt", updatedAt);
        json.writeEndObject();
    }

    private static void part(JsonGenerator json, String name, Object[] values, String... names) throws IOException {
        json.writeFieldName(name);
        boolean any = false;
        for (Object value : values) {
            any |= value != null;
        }
        if (!any) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        for (int i = 0; i < names.length; i++) {
            Row.text(json, names[i], values[i]);
        }
        json.writeEndObject();
    }
}
