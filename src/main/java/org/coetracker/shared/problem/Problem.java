package org.coetracker.shared.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body of every error, {@code application/problem+json} (RFC 9457).
 *
 * @param type a stable name for the kind of problem
 * @param title the kind of problem in words
 * @param status the HTTP status
 * @param detail what went wrong this time and what to do about it
 * @param instance names this occurrence; ends in the request id, which is in the log too
 * @param errors all violations, when the input was bad
 * @param extensions further members, such as the moves that are open
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Problem")
public record Problem(
        URI type,
        String title,
        int status,
        String detail,
        URI instance,
        List<Violation> errors,
        @JsonIgnore @Schema(hidden = true) Map<String, Object> extensions) {

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** What an exception stands for, as one occurrence of it. */
    public static Problem of(ProblemException e, URI instance) {
        ErrorCode code = e.code();
        return new Problem(
                code.type(),
                code.title(),
                code.status(),
                e.getMessage(),
                instance,
                List.copyOf(e.violations()),
                e.extensions());
    }

    /** The extension members, beside the standard ones. */
    @JsonAnyGetter
    @Schema(hidden = true)
    public Map<String, Object> members() {
        return extensions;
    }
}
