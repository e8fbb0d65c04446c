package org.coetracker.comment;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.coetracker.shared.json.Command;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What can be changed of a comment.
 *
 * @param text what it says, in Markdown
 */
@Schema(name = "CommentPatch")
record CommentPatch(
        @NotBlank @Size(max = NewComment.LONGEST) String text) implements Command {}
