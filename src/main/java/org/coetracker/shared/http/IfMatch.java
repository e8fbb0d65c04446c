package org.coetracker.shared.http;

import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;

/**
 * What a writer believes the record's version to be (RFC 9110, section 13.1.1).
 *
 * <p>An entity tag here is {@code "version"} or {@code "version-derived"}. The part after the dash stands for what is
 * derived at each read, such as {@code overdue}; no writer can lose that, so the version alone is compared. A version may
 * be followed by what somebody agrees to, {@code "7.3f2a90c1-derived"}: whoever agrees has to have read that.
 */
public final class IfMatch {
    private static final Pattern TAG = Pattern.compile("\\s*(?:(W/)?\"([!#-~]*)\"|(\\*))\\s*(?:,|$)");
    private static final Pattern VERSION = Pattern.compile("(\\d{1,9})(?:\\.([0-9a-f]+))?(-.*)?");

    private static final IfMatch ANY = new IfMatch(true, Set.of(), Set.of(), Set.of());

    private final boolean any;
    private final Set<Integer> versions;
    private final Set<String> meanings;
    private final Set<String> derived;

    private IfMatch(boolean any, Set<Integer> versions, Set<String> meanings, Set<String> derived) {
        this.any = any;
        this.versions = versions;
        this.meanings = meanings;
        this.derived = derived;
    }

    /** Whatever the version is now. */
    public static IfMatch any() {
        return ANY;
    }

    /**
     * Reads the header.
     *
     * @throws ProblemException 428 when it is missing, 400 when it is not a list of entity tags
     */
    public static IfMatch required(String header) {
        if (header == null || header.isBlank()) {
            throw ProblemException.of(
                    ErrorCode.PRECONDITION_REQUIRED,
                    "Send If-Match with the ETag that you read, or If-Match: * to change whatever is there now.");
        }
        Set<Integer> versions = new HashSet<>();
        Set<String> meanings = new HashSet<>();
        Set<String> derived = new HashSet<>();
        Matcher tags = TAG.matcher(header);
        int end = 0;
        while (end < header.length()) {
            if (!tags.find(end) || tags.start() != end) {
                throw ProblemException.of(
                        ErrorCode.MALFORMED, "If-Match has to be * or a list of entity tags such as \"7\".");
            }
            end = tags.end();
            if (tags.group(3) != null) {
                return ANY;
            }
            Matcher version = VERSION.matcher(tags.group(2));
            // A weak tag never matches where a strong comparison is asked for.
            if (tags.group(1) == null && version.matches()) {
                versions.add(Integer.valueOf(version.group(1)));
                if (version.group(2) != null) {
                    meanings.add(version.group(2));
                }
                if (version.group(3) != null) {
                    derived.add('"' + tags.group(2) + '"');
                }
            }
        }
        return new IfMatch(false, versions, meanings, derived);
    }

    /** Whether the record is what the writer believes it to be. */
    public boolean accepts(int version) {
        return any || versions.contains(version);
    }

    /**
     * Whether the writer has read what they agree to; looked up only when their tag says what they have read.
     */
    public boolean means(Supplier<String> meaning) {
        return any || meanings.isEmpty() || meanings.contains(meaning.get());
    }

    /**
     * Whether what is derived is still what the writer has read; looked up only when their tag says what they have read.
     *
     * @param tag the record's entity tag by now
     */
    public boolean hasReadAll(Supplier<String> tag) {
        return derived.isEmpty() || derived.contains(tag.get());
    }

    /** The oldest version that the writer has seen; empty when they take any, or name none that there can be. */
    public OptionalInt oldest() {
        return versions.stream().mapToInt(Integer::intValue).min();
    }

    /**
     * Lets the writer on when the record is what they believe it to be.
     *
     * @throws ProblemException 412 otherwise
     */
    public void check(int version) {
        if (!accepts(version)) {
            throw ProblemException.stale(version);
        }
    }
}
