package org.coetracker.action;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coetracker.shared.Ids;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.Violations;

/** Filters by ref or id, for lists whose queries call the action {@code a}. */
public final class ReferenceFilters {
    private static final Pattern COE_REF = Pattern.compile("COE-([1-9]\\d{0,17})");

    private ReferenceFilters() {}

    /** Only what belongs to any of some COEs. */
    public static void coes(Selection selection, List<String> texts, Violations violations) {
        List<Long> numbers = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        for (String text : texts) {
            Matcher ref = COE_REF.matcher(text);
            if (ref.matches()) {
                numbers.add(Long.valueOf(ref.group(1)));
            } else {
                Ids.parse(text)
                        .ifPresentOrElse(
                                ids::add,
                                () -> violations.parameter(
                                        "coe", "form", "coe is a ref such as COE-42, or the id of a COE."));
            }
        }
        either(selection, "a.coeNumber in :coeNumbers", "coeNumbers", numbers, "a.coeId in :coeIds", "coeIds", ids);
    }

    /** Only what belongs to any of some actions. */
    public static void actions(Selection selection, List<String> texts, Violations violations) {
        List<String> refs = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        for (String text : texts) {
            if (ActionRef.isRef(text)) {
                refs.add(text);
                numbers.add(ActionRef.parse(text).coeNumber());
            } else {
                Ids.parse(text)
                        .ifPresentOrElse(
                                ids::add,
                                () -> violations.parameter(
                                        "action",
                                        "form",
                                        "action is a ref such as COE-42-A3, or the id of an action."));
            }
        }
        String byRef = "concat('COE-', a.coeNumber, '-A', a.number) in :actionRefs";
        either(selection, byRef, "actionRefs", refs, "a.id in :actionIds", "actionIds", ids);
        if (ids.isEmpty()) {
            // Says less than the refs, and lets an index find the few rows to compare with them.
            selection.where("a.coeNumber in :actionCoes", "actionCoes", numbers);
        }
    }

    private static void either(
            Selection selection,
            String one,
            String nameOfOne,
            List<?> ones,
            String other,
            String nameOfOther,
            List<?> others) {
        if (others.isEmpty()) {
            selection.where(one, nameOfOne, ones);
        } else if (ones.isEmpty()) {
            selection.where(other, nameOfOther, others);
        } else {
            selection.where("(" + one + " or " + other + ")", nameOfOne, ones).where("1 = 1", nameOfOther, others);
        }
    }
}
