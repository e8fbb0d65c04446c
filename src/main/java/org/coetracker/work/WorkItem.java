package org.coetracker.work;

import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something that somebody owes.
 *
 * @param kind what they owe
 * @param id of the action, overdue review, COE or late COE that it is about
 * @param coe the ref of the COE
 * @param action the ref of the action; null where it is about the COE itself
 * @param title of the action, or of the COE
 * @param team whose it is
 * @param about what a decision is owed about, or which deadline a COE missed; null for the rest
 * @param dueOn by which day
 * @param overdue whether that day is past, in the team's time zone
 * @param escalationLevel how many steps up the ladder it was told; null for what climbs none
 */
@Schema(name = "WorkItem")
record WorkItem(
        Kind kind,
        UUID id,
        String coe,
        String action,
        String title,
        String team,
        String about,
        LocalDate dueOn,
        boolean overdue,
        Integer escalationLevel) {

    /** What may be owed. */
    @Schema(name = "WorkKind")
    enum Kind {
        /** An action has to be carried out: their own, or one of their team's whose owner is not there. */
        ACTION,
        /** A decision on an overdue action. */
        DECISION,
        /** A review of a COE. */
        COE_REVIEW,
        /** A COE of their team's is not approved yet, and its owner is not there. */
        COE_UNOWNED,
        /** A COE that missed a deadline. */
        LATE_COE,
        /** A check whether a done action works. */
        VERIFICATION
    }
}
