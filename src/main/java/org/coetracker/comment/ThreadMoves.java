package org.coetracker.comment;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.coetracker.shared.json.Command;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the moves of a thread may be told. */
final class ThreadMoves {
    private ThreadMoves() {}

    /** A move with or without words, which become a reply. */
    interface Said extends Command {
        /** What was said; null for nothing. */
        String comment();
    }

    private static final String WORDS = "[\\s\\S]*\\S[\\s\\S]*";
    private static final String WORDS_ARE = "says nothing; leave it out";

    /**
     * There is nothing left to discuss.
     *
     * @param comment a reply to write with it
     */
    @Schema(name = "ResolveThread")
    record Resolve(
            @Size(max = NewComment.LONGEST) @Pattern(regexp = WORDS, message = WORDS_ARE) String comment) implements Said {}

    /**
     * There is something to discuss again.
     *
     * @param comment a reply to write with it
     */
    @Schema(name = "ReopenThread")
    record Reopen(
            @Size(max = NewComment.LONGEST) @Pattern(regexp = WORDS, message = WORDS_ARE) String comment) implements Said {}
}
