package org.coetracker.workday;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.coetracker.shared.json.Command;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The working calendar that a team shall have.
 *
 * @param weekend the days of the week on which nobody works; Saturday and Sunday when left out
 * @param holidays the days beside those on which nobody works; none when left out
 */
@Schema(name = "NewWorkingCalendar")
record NewCalendar(
        @Size(max = 6) List<Weekday> weekend,
        @Size(max = MAX_HOLIDAYS) List<@Valid Holiday> holidays) implements Command {
    /** Some ten years of what the busiest country has. */
    static final int MAX_HOLIDAYS = 1_000;

    /** Fills in what was left out. */
    NewCalendar {
        weekend = weekend == null ? List.of(Weekday.SATURDAY, Weekday.SUNDAY) : weekend;
        holidays = holidays == null ? List.of() : holidays;
    }
}
