package org.coetracker.policy;

import java.util.List;

/**
 * When owners are reminded of what they owe.
 *
 * @param daysBefore so many calendar days before the due date, in the team's time zone; 0 is the day itself
 */
public record ReminderPolicy(List<Integer> daysBefore) {
    /** Two reminders, and one on the day. */
    static final ReminderPolicy DEFAULT = new ReminderPolicy(List.of(7, 2, 0));
}
