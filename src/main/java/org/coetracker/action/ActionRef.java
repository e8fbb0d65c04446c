package org.coetracker.action;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coetracker.shared.Ids;
import org.coetracker.shared.problem.ProblemException;

/**
 * How a caller names an action: its ref or its id.
 *
 * @param text as it was sent
 * @param id the id, or null
 * @param coeNumber the number in the first part of the ref
 * @param number the number in the second part
 */
public record ActionRef(String text, UUID id, long coeNumber, int number) {
    private static final Pattern REF = Pattern.compile("COE-([1-9]\\d{0,17})-A([1-9]\\d{0,8})");

    /**
     * Reads a ref or an id.
     *
     * @throws ProblemException 404 when it is neither
     */
    public static ActionRef parse(String text) {
        Matcher ref = REF.matcher(text);
        if (ref.matches()) {
            return new ActionRef(text, null, Long.parseLong(ref.group(1)), Integer.parseInt(ref.group(2)));
        }
        UUID id = Ids.parse(text)
                .orElseThrow(() -> ProblemException.notFound(
                        "such action; actions are named by a ref such as COE-42-A3, or by their id"));
        return new ActionRef(text, id, 0, 0);
    }

    /** Whether the text is a ref. */
    static boolean isRef(String text) {
        return REF.matcher(text).matches();
    }

    /** The action of an id. */
    public static ActionRef of(UUID id) {
        return new ActionRef(id.toString(), id, 0, 0);
    }
}
