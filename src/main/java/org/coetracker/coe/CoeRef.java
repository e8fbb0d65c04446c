package org.coetracker.coe;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coetracker.shared.Ids;
import org.coetracker.shared.problem.ProblemException;

/**
 * How a caller names a COE: its ref or its id.
 *
 * @param text as it was sent
 * @param id the id, or null
 * @param number the number in the ref
 */
public record CoeRef(String text, UUID id, long number) {
    private static final Pattern REF = Pattern.compile("COE-([1-9]\\d{0,17})");

    /**
     * Reads a ref or an id.
     *
     * @throws ProblemException 404 when it is neither
     */
    public static CoeRef parse(String text) {
        Matcher ref = REF.matcher(text);
        if (ref.matches()) {
            return new CoeRef(text, null, Long.parseLong(ref.group(1)));
        }
        UUID id = Ids.parse(text)
                .orElseThrow(() ->
                        ProblemException.notFound("such COE; COEs are named by a ref such as COE-42, or by their id"));
        return new CoeRef(text, id, 0);
    }
}
