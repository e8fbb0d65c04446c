package org.coetracker.report;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a group of actions stands.
 *
 * @param open proposed, committed or in progress
 * @param overdue owed, with a due date that is past in the team's time zone
 * @param dueIn7Days owed, due today or within the next seven days
 * @param awaitingDecision flagged as overdue, with nobody having decided yet
 * @param doneIn30Days carried out within the last thirty days
 * @param oldestOpenDays age of the oldest open one, in days since it was filed; null when none is open
 * @param averageOpenDays mean age of the open ones, in days since they were filed; null when none is open
 * @param oldestOverdueDays days since the due date of the one that is overdue longest; null when none is overdue
 * @param averageOverdueDays mean of the days since the due dates of the overdue ones; null when none is overdue
 */
@Schema(name = "ActionFigures")
record ActionFigures(
        long open,
        long overdue,
        long dueIn7Days,
        long awaitingDecision,
        long doneIn30Days,
        Long oldestOpenDays,
        Double averageOpenDays,
        Long oldestOverdueDays,
        Double averageOverdueDays) {}
