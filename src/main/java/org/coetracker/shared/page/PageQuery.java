package org.coetracker.shared.page;

import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.coetracker.shared.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The paging parameters of lists that can be sorted. */
public class PageQuery extends PlainPageQuery {
    @Parameter(description = "What to sort by, with `-` in front for descending. Nulls come last.")
    @QueryParam("sort")
    String sort;

    @Parameter(
            description = "Whether to count all items (`total`); costs a query more.",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @QueryParam("count")
    String count;

    /** What the caller asks for, with everything that is wrong noted. */
    public <S extends Enum<S> & SortKey> PageRequest read(
            S ascendingOrNull, S descendingDefault, Violations violations) {
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
