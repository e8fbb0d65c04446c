package org.coetracker.action;

import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.time.LocalDate;
import org.coetracker.policy.DueDate;
import org.coetracker.shared.json.JsonText;
import org.hibernate.annotations.ColumnTransformer;

/** By when an action is due, what gave it that date, and which dates it had before. */
@Embeddable
class Schedule {
    @Column(name = "due_on")
    private LocalDate dueOn;

    /** Since when it has its due date; null while it has none. */
    @Column(name = "due_given_on")
    private LocalDate givenOn;

    @Column(name = "due_rule")
    private String rule;

    /** The day from which the rule counted; null when a person gave the date. */
    @Column(name = "due_from")
    private LocalDate from;

    /** A JSON array of {@link DueDateChange}, kept as the text that is served. */
    @Column(name = "due_date_changes", columnDefinition = "json")
    @ColumnTransformer(write = "cast(? as json)")
    private String changes;

    @Column(name = "re_date_count")
    private int reDateCount;

    /** For Hibernate. */
    protected Schedule() {}

    /** A due date that nobody has promised yet; null for none. */
    static Schedule planned(LocalDate dueOn, LocalDate today) {
        Schedule schedule = new Schedule();
        schedule.dueOn = dueOn;
        schedule.givenOn = today;
        schedule.changes = "[]";
        return schedule;
    }

    /** Sets the due date to one that a person chose. */
    void plan(LocalDate day) {
        dueOn = day;
        rule = null;
        from = null;
    }

    /** Sets the due date to one that a rule gives. */
    void dueBy(DueDate derived) {
        dueOn = derived.on();
        rule = derived.rule();
        from = derived.from();
    }

    /** Somebody promises it: by the day that they name, else by the rule's, else as planned. */
    void promised(LocalDate day, DueDate derived, LocalDate today) {
        givenOn = today;
        if (day != null) {
            plan(day);
        } else if (derived != null) {
            dueBy(derived);
        }
    }

    /** Moves the due date to one that a person chose, and counts that. */
    void move(LocalDate to, String reason, String by, LocalDate today, Instant now) {
        note(to, reason, by, today, now);
        reDateCount++;
        plan(to);
    }

    /** Moves the due date to the one that its rule gives now. Nobody asked for more time, so it is not counted. */
    void apply(DueDate derived, String reason, String by, LocalDate today, Instant now) {
        note(derived.on(), reason, by, today, now);
        dueBy(derived);
    }

    private void note(LocalDate to, String reason, String by, LocalDate today, Instant now) {
        ArrayNode noted = (ArrayNode) JsonText.parse(changes);
        noted.add(JsonText.tree(new DueDateChange(dueOn, to, reason, by, now)));
        changes = noted.toString();
        givenOn = today;
    }

    /** The due date before its last change. */
    LocalDate before() {
        ArrayNode noted = (ArrayNode) JsonText.parse(changes);
        return LocalDate.parse(noted.get(noted.size() - 1).path("from").asText());
    }

    LocalDate dueOn() {
        return dueOn;
    }

    String rule() {
        return rule;
    }

    LocalDate from() {
        return from;
    }

    String changes() {
        return changes;
    }

    int reDateCount() {
        return reDateCount;
    }
}
