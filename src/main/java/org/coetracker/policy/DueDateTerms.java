package org.coetracker.policy;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.coetracker.workday.WorkingDays;

/** The policy of due dates at one version with the working days of some teams: a value, free of the database. */
public final class DueDateTerms {
    private final DueDatePolicy policy;
    private final int version;
    private final Map<String, WorkingDays> calendars;

    DueDateTerms(DueDatePolicy policy, int version, Map<String, WorkingDays> calendars) {
        this.policy = policy;
        this.version = version;
        this.calendars = calendars;
    }

    /** The version of the policy. */
    public int version() {
        return version;
    }

    /** {@code due-dates v3}. */
    public String name() {
        return PolicyName.DUE_DATES.word() + " v" + version;
    }

    /**
     * Calendar days from a day on by the priority, else by the severity; moved to the next working day of the team.
     *
     * @param from the day of the commitment, for the team
     */
    public DueDate derive(Priority priority, Severity severity, String team, LocalDate from) {
        Integer ofPriority = policy.byPriority().get(priority);
        int days = ofPriority == null ? policy.bySeverity().get(severity) : ofPriority;
        String rule = name() + ": " + ByWord.name(ofPriority == null ? severity : priority) + ": " + days
                + (days == 1 ? " calendar day" : " calendar days");
        WorkingDays calendar = calendarOf(team);
        LocalDate counted = from.plusDays(days);
        LocalDate working = calendar.onOrAfter(counted);
        Optional<String> why = working.equals(counted) ? Optional.empty() : calendar.whyOff(counted);
        return new DueDate(
                working,
                rule
                        + why.map(reason -> ", moved to the next working day (" + counted + " " + reason + ")")
                                .orElse(""),
                from);
    }

    /**
     * The same for what is owed already, whose new date lies in the future: one that has passed becomes the next working
     * day, and never a later day than it is due now.
     *
     * @param today the day that it is for the team
     * @param now the day on which it is due now
     */
    public DueDate derive(
            Priority priority, Severity severity, String team, LocalDate from, LocalDate today, LocalDate now) {
        DueDate derived = derive(priority, severity, team, from);
        if (derived.on().isAfter(today)) {
            return derived;
        }
        LocalDate next = calendarOf(team).onOrAfter(today.plusDays(1));
        return new DueDate(
                next.isBefore(now) ? next : now,
                derived.rule() + "; " + derived.on()
                        + (derived.on().equals(today) ? " was the day of the change" : " had passed")
                        + ", so the next working day",
                from);
    }

    private WorkingDays calendarOf(String team) {
        return calendars.getOrDefault(team, WorkingDays.STANDARD);
    }
}
