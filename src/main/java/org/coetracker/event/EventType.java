package org.coetracker.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What may happen; the words are those on the wire. */
public enum EventType {
    /** A COE was filed. */
    COE_FILED("coe.filed"),
    /** A COE went to its reviewers. */
    COE_SUBMITTED("coe.submitted"),
    /** Somebody is asked to review a COE that is in review already. */
    COE_REVIEW_ASKED("coe.review_asked"),
    /** Somebody was to review a COE, and is not asked any more. */
    COE_REVIEWER_REMOVED("coe.reviewer_removed"),
    /** A COE changed in substance after somebody had approved it: they are asked again. */
    COE_APPROVAL_OUTDATED("coe.approval_outdated"),
    /** A reviewer asked for changes. */
    COE_CHANGES_REQUESTED("coe.changes_requested"),
    /** A COE was approved. */
    COE_APPROVED("coe.approved"),
    /** A COE was changed after it had been approved. */
    COE_AMENDED("coe.amended"),
    /** All its actions have ended, and so has the COE. */
    COE_CLOSED("coe.closed"),
    /** A COE was not submitted or approved by its deadline, or still is not after another step of the ladder. */
    COE_LATE("coe.late"),
    /** A COE that is not approved yet is owned by nobody who is there. */
    COE_UNOWNED("coe.unowned"),
    /** Somebody took an action on, or was given one that is owed. */
    ACTION_COMMITTED("action.committed"),
    /** What is owed was given another due date. */
    ACTION_RE_DATED("action.re_dated"),
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
    /** Somebody else is to verify a done action. */
    ACTION_VERIFIER_CHANGED("action.verifier_changed"),
    /** The observation of a done action has ended: it can be verified now. */
    ACTION_VERIFICATION_DUE("action.verification_due"),
    /** A check showed that an action works. */
    ACTION_VERIFIED("action.verified"),
    /** An action is owed again: its check failed, or it was reopened. */
    ACTION_REOPENED("action.reopened"),
    /** An action will not be done. */
    ACTION_REFUSED("action.refused"),
    /** Somebody commented on a COE, or on something in it. */
    COMMENT_ADDED("comment.added"),
    /** A comment mentions people who were not told of it. */
    COMMENT_MENTIONED("comment.mentioned"),
    /** A webhook failed for so long that it was switched off; its owner alone is told. */
    WEBHOOK_SWITCHED_OFF("webhook.switched_off");

    private static final Set<EventType> PERSONAL = Set.of(WEBHOOK_SWITCHED_OFF);

    private final String word;

    EventType(String word) {
        this.word = word;
    }

    /** The words of what is about COEs: what may be listened and subscribed to by whoever may see those. */
    public static List<String> wordsAboutCoes() {
        return Arrays.stream(values())
                .filter(type -> !PERSONAL.contains(type))
                .map(EventType::word)
                .toList();
    }

    /** The word on the wire and in the database. */
    @JsonValue
    public String word() {
        return word;
    }
}
