package org.coetracker.print;

import java.util.Locale;
import java.util.Map;
import org.coetracker.action.ActionView;

/** A corrective action in print. */
final class ActionRow {
    private ActionRow() {}

    static Map<String, Object> of(ActionView action, Ink ink) {
        return Rows.row(
                "ref", action.ref(),
                "title", ink.plain(action.title()),
                "description", ink.markdown(action.description()),
                "type", Words.of(action.type()),
                "priority", action.priority().name(),
                "state", Words.of(action.state()),
                "stateClass", action.overdue() ? "late" : action.state().name().toLowerCase(Locale.ROOT),
                "team", action.team(),
                "owner", action.owner(),
                "dueOn", action.dueOn(),
                "overdue", action.overdue() ? "overdue by " + days(action.daysOverdue()) : null,
                "reDated", action.reDateCount() == 0 ? null : action.reDateCount() + " ×",
                "causes", ink.list(action.causes()),
                "tracker", tracker(action, ink),
                "criterion",
                        action.verification() == null
                                ? null
                                : ink.plain(action.verification().criterion()),
                "checked", checked(action, ink),
                "completed", completed(action, ink),
                "refused", refused(action, ink));
    }

    private static String days(long days) {
        return days == 1 ? "1 day" : days + " days";
    }

    private static String tracker(ActionView action, Ink ink) {
        if (action.tracker() == null) {
            return null;
        }
        String key =
                action.tracker().key() == null ? "" : " " + action.tracker().key();
        String url =
                action.tracker().url() == null ? "" : ", " + action.tracker().url();
        return ink.plain(action.tracker().system() + key + url);
    }

    private static String completed(ActionView action, Ink ink) {
        if (action.completion() == null || action.completion().completedAt() == null) {
            return null;
        }
        String evidence = action.completion().evidence();
        return Words.day(action.completion().completedAt()) + (evidence == null ? "" : ": " + ink.plain(evidence));
    }

    private static String checked(ActionView action, Ink ink) {
        if (action.verification() == null || action.verification().outcome() == null) {
            return null;
        }
        String evidence = action.verification().evidence();
        return Words.of(action.verification().outcome()) + ", "
                + Words.day(action.verification().verifiedAt()) + " by "
                + action.verification().verifier() + (evidence == null ? "" : ": " + ink.plain(evidence));
    }

    private static String refused(ActionView action, Ink ink) {
        return action.refusal() == null
                ? null
                : ink.plain(action.refusal().reason()) + " (" + action.refusal().approver() + "; look again on "
                        + action.refusal().lookAgainOn() + ")";
    }
}
