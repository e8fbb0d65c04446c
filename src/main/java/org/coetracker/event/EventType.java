package org.coetracker.event;

import com.fasterxml.jackson.annotation.JsonValue;

/** What may happen; the words are those that webhooks subscribe to. */
public enum EventType {
    /** A COE was filed. */
    COE_FILED("coe.filed"),
    /** A COE went to its reviewers. */
    COE_SUBMITTED("coe.submitted"),
    /** A reviewer asked for changes. */
    COE_CHANGES_REQUESTED("coe.changes_requested"),
    /** A COE was approved. */
    COE_APPROVED("coe.approved"),
    /** All its actions have ended, and so has the COE. */
    COE_CLOSED("coe.closed"),
    /** A COE was not submitted or approved by its deadline, or still is not after another step of the ladder. */
    COE_LATE("coe.late"),
    /** A COE that is not approved yet is owned by nobody who is there. */
    COE_UNOWNED("coe.unowned"),
    /** Somebody took an action on, or was given one that is owed. */
    ACTION_COMMITTED("action.committed"),
    /** The due date of an action is near. */
    ACTION_DUE_SOON("action.due_soon"),
    /** An action is owed by nobody who is there. */
    ACTION_UNOWNED("action.unowned"),
    /** An action, its verification or the second look at a risk was flagged as overdue. */
    ACTION_OVERDUE("action.overdue"),
    /** Nobody decided for so long that the next team of the ladder is told. */
    ACTION_ESCALATED("action.escalated"),
    /** A manager decided on an overdue action. */
    ACTION_DECIDED("action.decided"),
    /** An action was carried out, and is to be verified. */
    ACTION_DONE("action.done"),
    /** The observation of a done action has ended: it can be verified now. */
    ACTION_VERIFICATION_DUE("action.verification_due"),
    /** A check showed that an action works. */
    ACTION_VERIFIED("action.verified"),
    /** An action is owed again: its check failed, or it was reopened. */
    ACTION_REOPENED("action.reopened"),
    /** An action will not be done. */
    ACTION_REFUSED("action.refused");

    private final String word;

    EventType(String word) {
        this.word = word;
    }

    /** The word on the wire and in the database. */
    @JsonValue
    public String word() {
        return word;
    }
}
