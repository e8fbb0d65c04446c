package org.coetracker.comment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A comment as it was written, with what only its writer has to know.
 *
 * @param comment the comment
 * @param notTold those whom it mentions and who are not told: they may not see the COE, or are switched off
 */
@Schema(name = "WrittenComment")
record WrittenComment(@JsonUnwrapped CommentView comment, List<String> notTold) {}
