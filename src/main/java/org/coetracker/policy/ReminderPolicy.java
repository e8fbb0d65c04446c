package org.coetracker.policy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.coetracker.shared.problem.Violations;

/**
 * When owners are reminded of what they owe.
 *
 * @param daysBefore so many calendar days before the due date, in the team's time zone; 0 is the day itself
 */
public record ReminderPolicy(@NotNull @Size(max = 20) List<@Min(0) @Max(365) Integer> daysBefore)
        implements PolicyDocument {
    /** Two reminders, and one on the day. */
    static final ReminderPolicy DEFAULT = new ReminderPolicy(List.of(7, 2, 0));

    @Override
    public void check(Violations violations) {
        Set<Integer> seen = new HashSet<>();
        if (daysBefore != null) {
            Violations.each("/daysBefore", daysBefore, (place, days) -> {
                if (!seen.add(days)) {
                    violations.add(place, "duplicate", "This is in the list already.");
                }
            });
        }
    }
}
