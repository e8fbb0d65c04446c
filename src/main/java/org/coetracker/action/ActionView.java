package org.coetracker.action;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.coetracker.policy.Priority;
import org.coetracker.shared.http.Tagged;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A corrective action as it is shown.
 *
 * @param id a UUIDv7
 * @param ref {@code COE-42-A3}
 * @param coe the ref of its COE
 * @param title what to do
 * @param description how, and what is in and out of scope
 * @param type what it is meant to do
 * @param priority how urgent it is
 * @param state where it stands
 * @param team whose it is
 * @param owner who owes it
 * @param dueOn by which day
 * @param dueRule the rule that gave the due date; null when a person did
 * @param dueDateChanges each change of the due date after commitment
 * @param reDateCount how often the due date was changed after commitment
 * @param causes ids of the causes that it addresses
 * @param tracker where the work itself is tracked
 * @param overdue whether it is owed and its due date is past, in the team's time zone
 * @param daysOverdue days since the due date when overdue, else 0
 * @param flaggedAt when the overdue review was opened that somebody owes a decision on; null when nobody does
 * @param completion that it was carried out
 * @param verification how it will be, or was, checked
 * @param verifyBy by which day it has to be checked; null unless it is done
 * @param refusal that it will not be done
 * @param version rises with each change
 * @param createdAt when it was filed
 * @param updatedAt when it was last changed
 */
@Schema(name = "Action")
public record ActionView(
        UUID id,
        String ref,
        String coe,
        String title,
        String description,
        ActionType type,
        Priority priority,
        ActionState state,
        String team,
        String owner,
        LocalDate dueOn,
        String dueRule,

        @JsonRawValue @Schema(implementation = DueDateChange[].class)
        String dueDateChanges,

        int reDateCount,
        List<String> causes,
        Tracker tracker,
        boolean overdue,
        long daysOverdue,
        Instant flaggedAt,
        Completion completion,
        Verification verification,
        LocalDate verifyBy,
        Refusal refusal,
        int version,
        Instant createdAt,
        Instant updatedAt)
        implements Tagged {

    /** The view of an action at a time. */
    public static ActionView of(Action action, Instant now) {
        long daysOverdue = action.daysOverdue(now);
        return new ActionView(
                action.id(),
                action.ref(),
                action.coeRef(),
                action.title(),
                action.description(),
                action.type(),
                action.priority(),
                action.state(),
                action.team(),
                action.owner(),
                action.dueOn(),
                action.schedule().rule(),
                action.schedule().changes(),
                action.schedule().reDateCount(),
                action.causes(),
                action.tracker(),
                daysOverdue > 0,
                daysOverdue,
                action.flaggedAt(),
                action.check().completion(),
                action.check().verification(),
                action.check().by(),
                action.refusal(),
                action.version(),
                action.createdAt(),
                action.updatedAt());
    }
}
