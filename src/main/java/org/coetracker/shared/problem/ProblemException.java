package org.coetracker.shared.problem;

import java.util.List;
import java.util.Map;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient List<Violation> violations;
    private final transient Map<String, Object> extensions;
    private final long retryAfter;

    private ProblemException(
            ErrorCode code, String detail, List<Violation> violations, Map<String, Object> extensions) {
        this(code, detail, violations, extensions, 0);
    }

    private ProblemException(
            ErrorCode code,
            String detail,
            List<Violation> violations,
            Map<String, Object> extensions,
            long retryAfter) {
        // No stack trace: these are answers, made often, and say where they come from by their text.
        super(detail, null, false, false);
        this.code = code;
        this.violations = violations;
        this.extensions = extensions;
        this.retryAfter = retryAfter;
    }

    /** A problem with a sentence that says what to do. */
    public static ProblemException of(ErrorCode code, String detail) {
        return new ProblemException(code, detail, List.of(), Map.of());
    }

    /** A problem with a sentence that says what to do, and further members for programs. */
    public static ProblemException of(ErrorCode code, String detail, Map<String, Object> extensions) {
        return new ProblemException(code, detail, List.of(), extensions);
    }

    /** Bad input: all violations at once. */
    public static ProblemException of(ErrorCode code, List<Violation> violations) {
        String detail = violations.size() == 1
                ? violations.get(0).detail()
                : violations.size() + " things are wrong; \"errors\" lists each with its place.";
        return new ProblemException(code, detail, violations, Map.of());
    }

    /** Bad input: all violations at once, with a sentence on what they have in common, and further members. */
    public static ProblemException of(
            ErrorCode code, String detail, List<Violation> violations, Map<String, Object> extensions) {
        return new ProblemException(code, detail, violations, extensions);
    }

    /** One violation in the body. */
    public static ProblemException at(ErrorCode code, String pointer, String violation, String detail) {
        return of(code, List.of(Violation.at(pointer, violation, detail)));
    }

    /** Nothing is here, or nothing that the caller may see. */
    public static ProblemException notFound(String what) {
        return of(ErrorCode.NOT_FOUND, "There is no " + what + ".");
    }

    /**
     * Too many requests; the answer has the header {@code Retry-After}.
     *
     * @param seconds after which it is worth to try again
     */
    public static ProblemException tooMany(String detail, long seconds) {
        return new ProblemException(ErrorCode.TOO_MANY_REQUESTS, detail, List.of(), Map.of(), seconds);
    }

    /** A move that the current state does not allow, with those that it does. */
    public static ProblemException illegalMove(String detail, Object current, Object openMoves) {
        return new ProblemException(
                ErrorCode.ILLEGAL_MOVE, detail, List.of(), Map.of("current", current, "openMoves", openMoves));
    }

    /** The record has changed since it was read. */
    public static ProblemException stale(int version) {
        return new ProblemException(
                ErrorCode.STALE,
                "The record is at version " + version
                        + " now. Read it again, look at what changed, and repeat the request with the new ETag.",
                List.of(),
                Map.of("currentVersion", version));
    }

    /** The same, with the line of each violation that has none yet. */
    public ProblemException on(SourceLines lines) {
        List<Violation> placed = violations.stream()
                .map(violation -> violation.pointer() == null || violation.line() != null
                        ? violation
                        : violation.onLine(lines.lineOf(violation.pointer())))
                .toList();
        return new ProblemException(code, getMessage(), placed, extensions, retryAfter);
    }

    /** The kind of problem. */
    public ErrorCode code() {
        return code;
    }

    /** What is wrong with the input, if that is the problem. */
    public List<Violation> violations() {
        return violations;
    }

    /** Further members of the problem. */
    public Map<String, Object> extensions() {
        return extensions;
    }

    /** After how many seconds it is worth to try again; 0 when that cannot be said. */
    public long retryAfter() {
        return retryAfter;
    }
}
