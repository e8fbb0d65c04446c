package org.coetracker.shared.page;

import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The paging parameters that every list takes. */
public class PageQuery {
    /** Items on a page when the caller does not say. */
    public static final int DEFAULT_LIMIT = 25;
    /** Items on a page at most. */
    public static final int MAX_LIMIT = 200;

    @Parameter(
            description = "How many items a page has at most.",
            schema =
                    @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "25"))
    @QueryParam("limit")
    String limit;

    @Parameter(description = "The `nextCursor` of the page before; keep all other parameters as they were.")
    @QueryParam("cursor")
    String cursor;

    @Parameter(description = "What to sort by, with `-` in front for descending. Nulls come last.")
    @QueryParam("sort")
    String sort;

    @Parameter(
            description = "Whether to count all items (`total`); costs a query more.",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @QueryParam("count")
    String count;

    /** What the caller asks for, with everything that is wrong noted. */
    public <S extends Enum<S> & SortKey> PageRequest read(S ascendingOrNull, S descendingDefault, Violations violations) {
        S fallback = ascendingOrNull == null ? descendingDefault : ascendingOrNull;
        boolean descending = sort == null ? ascendingOrNull == null : sort.startsWith("-");
        String name = sort == null ? null : descending ? sort.substring(1) : sort;
        S key = name == null ? fallback : key(fallback.getDeclaringClass(), name, violations);
        return new PageRequest(
                key,
                descending,
                readLimit(violations),
                cursor,
                Boolean.TRUE.equals(Parameters.flag("count", count, violations)));
    }

    private int readLimit(Violations violations) {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        int value = limit.matches("\\d{1,4}") ? Integer.parseInt(limit) : 0;
        if (value < 1 || value > MAX_LIMIT) {
            violations.parameter("limit", "range", "limit is a whole number from 1 to " + MAX_LIMIT + ".");
        }
        return value;
    }

    private static <S extends Enum<S> & SortKey> S key(Class<S> keys, String name, Violations violations) {
        for (S key : keys.getEnumConstants()) {
            if (key.parameter().equals(name)) {
                return key;
            }
        }
        violations.parameter(
                "sort",
                "unknown_value",
                "sort is one of "
                        + Arrays.stream(keys.getEnumConstants())
                                .map(SortKey::parameter)
                                .collect(Collectors.joining(", "))
                        + ", with - in front for descending.");
        return null;
    }
}
