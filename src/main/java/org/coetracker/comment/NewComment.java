package org.coetracker.comment;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.coetracker.shared.json.Command;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A comment to write.
 *
 * @param text what it says, in Markdown
 * @param pointer what it is about, as a JSON Pointer (RFC 6901) into the record; left out, the record as a whole
 * @param replyTo a comment of the thread that it belongs to; left out, it begins one
 */
@Schema(name = "NewComment")
record NewComment(
        @NotBlank @Size(max = NewComment.LONGEST) String text,
        @Size(max = Places.LONGEST) String pointer,
        UUID replyTo) implements Command {
    /** Characters in a comment at most. */
    static final int LONGEST = 20_000;
}
