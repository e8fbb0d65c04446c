package org.coetracker.shared.page;

import jakarta.ws.rs.QueryParam;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The paging parameters that every list takes. */
public class PlainPageQuery {
    /** Items on a page when the caller does not say. */
    static final int DEFAULT_LIMIT = 25;
    /** Items on a page at most. */
    static final int MAX_LIMIT = 200;

    @Parameter(
            description = "How many items a page has at most.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "25"))
    @QueryParam("limit")
    String limit;

    @Parameter(description = "The `nextCursor` of the page before; keep all other parameters as they were.")
    @QueryParam("cursor")
    String cursor;

    /** Where the page before ended; null for the first. */
    public String cursor() {
        return cursor;
    }

    /**
     * How many items a page has at most.
     *
     * @throws org.coetracker.shared.problem.ProblemException 400 when it is out of range
     */
    public int readLimit() {
        Violations violations = new Violations();
        int read = readLimit(violations);
        violations.orElseThrow(ErrorCode.MALFORMED);
        return read;
    }

    /** How many items a page has at most; what is wrong is noted. */
    public int readLimit(Violations violations) {
        return readLimit(limit, MAX_LIMIT, violations);
    }

    /** How many items a page of a list has that allows for so many at most; what is wrong is noted. */
    public static int readLimit(String limit, int most, Violations violations) {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        int value = limit.matches("\\d{1,4}") ? Integer.parseInt(limit) : 0;
        if (value < 1 || value > most) {
            violations.parameter("limit", "range", "limit is a whole number from 1 to " + most + ".");
        }
        return value;
    }
}
