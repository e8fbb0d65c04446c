package org.coetracker.coe;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.coetracker.shared.json.Command;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What each move of a COE needs to be told. */
public final class CoeMoves {
    private CoeMoves() {}

    /** A move with or without words. */
    public interface Said extends Command {
        /** What was said; may be null. */
        String said();
    }

    /** Ask the reviewers. */
    @Schema(name = "Submit")
    public record Submit() implements Said {
        @Override
        public String said() {
            return null;
        }
    }

    /**
     * Agree.
     *
     * @param comment what there is to say about it
     */
    @Schema(name = "Approve")
    public record Approve(@Size(max = 20_000) String comment) implements Said {
        @Override
        public String said() {
            return comment;
        }
    }

    /**
     * Ask for changes.
     *
     * @param comment what has to change
     */
    @Schema(name = "RequestChanges")
    public record RequestChanges(
            @NotBlank @Size(max = 20_000) String comment) implements Said {
        @Override
        public String said() {
            return comment;
        }
    }

    /**
     * Give it up.
     *
     * @param reason why
     */
    @Schema(name = "Withdraw")
    public record Withdraw(@NotBlank @Size(max = 5_000) String reason) implements Said {
        @Override
        public String said() {
            return reason;
        }
    }

    /** Call it finished. */
    @Schema(name = "Close")
    public record Close() implements Said {
        @Override
        public String said() {
            return null;
        }
    }

    /**
     * Take it up again.
     *
     * @param reason why
     */
    @Schema(name = "ReopenCoe")
    public record Reopen(@NotBlank @Size(max = 5_000) String reason) implements Said {
        @Override
        public String said() {
            return reason;
        }
    }
}
