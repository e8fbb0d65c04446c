package org.coetracker.overdue;

import java.util.Locale;
import org.coetracker.shared.database.LowerCaseEnum;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a decision is owed about. */
@Schema(name = "OverdueReviewAbout")
enum About {
    /** The action is owed, and its due date is past. */
    DUE_DATE("due_on", "schedule.dueOn", "a.state in ('committed', 'in_progress')", 0),
    /** The action is done, and nobody has checked in time whether it works. */
    VERIFICATION("verify_by", "check.verifyBy", "a.state = 'done'", 0),
    /** The action was refused until a day on which to look again, and that day has come. */
    ACCEPTED_RISK("look_again_on", "refusal.lookAgainOn", "a.state = 'refused'", 1);

    private final String column;
    private final String attribute;
    private final String owed;
    private final int daysEarlier;

    About(String column, String attribute, String owed, int daysEarlier) {
        this.column = column;
        this.attribute = attribute;
        this.owed = owed;
        this.daysEarlier = daysEarlier;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The column of {@code action} with the day that must not pass. */
    String column() {
        return column;
    }

    /** The same day, as an attribute of the entity. */
    String attribute() {
        return attribute;
    }

    /** The condition on {@code action a} for the day to count at all. */
    String owed() {
        return owed;
    }

    /** A decision is owed so many days before the day after: 1 is on the day itself. */
    int daysEarlier() {
        return daysEarlier;
    }

    @jakarta.persistence.Converter(autoApply = true)
    static final class Column extends LowerCaseEnum<About> {
        Column() {
            super(About.class);
        }
    }
}
