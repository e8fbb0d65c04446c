package org.coetracker.shared.json;

import java.util.Optional;
import org.coetracker.shared.Text;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;

/** The write-only member {@code reason} of a patch: why an approved record, or a promised date, is changed. */
public final class Reason {
    private static final int MAX = 5_000;

    private Reason() {}

    /** Takes the reason out of the patch, so that the rest is the change itself. */
    public static Optional<String> take(MergePatch patch) {
        return patch.take("reason").map(node -> {
            if (!node.isTextual() || !Text.isStorable(node.asText())) {
                throw ProblemException.at(ErrorCode.MALFORMED, "/reason", "wrong_type", "The reason is a string.");
            }
            String reason = node.asText();
            if (reason.isBlank() || reason.length() > MAX) {
                throw ProblemException.at(
                        ErrorCode.INVALID, "/reason", "size", "The reason has 1 to " + MAX + " characters.");
            }
            return reason;
        });
    }
}
