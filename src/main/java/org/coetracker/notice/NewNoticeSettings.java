package org.coetracker.notice;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.coetracker.shared.json.Command;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * When and how somebody wants mail; times of day are in their time zone.
 *
 * @param mail when there is mail
 * @param digestAt when the daily digest comes
 * @param quietFrom when the hours begin in which no mail comes; null for none
 * @param quietUntil when they end, on the next day where that is earlier; null for none
 * @param weekendQuiet whether no mail comes on Saturdays and Sundays
 */
@Schema(name = "NewNoticeSettings")
record NewNoticeSettings(
        @NotNull MailChoice mail,
        @NotNull @Pattern(regexp = TIME, message = TIME_IS) String digestAt,
        @Pattern(regexp = TIME, message = TIME_IS) String quietFrom,
        @Pattern(regexp = TIME, message = TIME_IS) String quietUntil,
        @NotNull Boolean weekendQuiet)
        implements Command {
    private static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d";
    private static final String TIME_IS = "A time of day is needed, such as \"08:30\".";

    /** Adds what is wrong with the members together. */
    void check(Violations violations) {
        if ((quietFrom == null) != (quietUntil == null)) {
            violations.add(
                    quietFrom == null ? "/quietFrom" : "/quietUntil",
                    "required",
                    "Quiet hours have a beginning and an end; give both, or neither.");
        } else if (quietFrom != null && quietFrom.equals(quietUntil)) {
            violations.add(
                    "/quietUntil",
                    "same_time",
                    "Quiet hours end at another time; for no mail at all, mail is \"off\".");
        }
    }
}
