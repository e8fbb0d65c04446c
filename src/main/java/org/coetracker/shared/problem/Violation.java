package org.coetracker.shared.problem;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer where in the body, as a JSON pointer (RFC 6901); null when it is not in the body
 * @param parameter the query parameter or header that is wrong; null when it is in the body
 * @param code a stable word for programs
 * @param detail a sentence for people that says what to do
 * @param line the line of the body, from 1, when the body is a text of lines
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Violation(String pointer, String parameter, String code, String detail, Integer line) {

    /** A violation in the body. */
    public static Violation at(String pointer, String code, String detail) {
        return new Violation(pointer, null, code, detail, null);
    }

    /** A violation in a query parameter or header. */
    public static Violation of(String parameter, String code, String detail) {
        return new Violation(null, parameter, code, detail, null);
    }

    /** The same, with the line on which it stands. */
    public Violation onLine(Integer number) {
        return new Violation(pointer, parameter, code, detail, number);
    }
}
