package org.coetracker.shared.json;

import java.util.Optional;
import org.coetracker.shared.Text;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/** The write-only member {@code reason} of a patch: why an approved record, or a promised date, is changed. */
public final class Reason {
    private static final int MAX = 5_000;

    private Reason() {}

    /** The reason where it is a query parameter, as there is no body for it; null when there is none. What is wrong is noted. */
    public static String ofParameter(String reason, Violations violations) {
        if (reason == null || reason.isBlank()) {
            return null;
        }
        if (reason.length() > MAX || !Text.isStorable(reason)) {
            violations.parameter("reason", "size", "The reason has 1 to " + MAX + " characters.");
        }
        return reason;
    }

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
