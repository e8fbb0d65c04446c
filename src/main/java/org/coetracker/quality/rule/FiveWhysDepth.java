package org.coetracker.quality.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.coetracker.coe.answer.RootCause.Cause;
import org.coetracker.coe.answer.RootCause.Kind;

/** A chain of whys leads from the effect to a root cause, and is long enough. */
final class FiveWhysDepth extends Rule {
    FiveWhysDepth() {
        super("five-whys-depth", "rootCause");
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        List<Cause> causes = coe.rootCause().causes();
        if (QuestionAnswered.ROOT_CAUSE.saysAll(coe, terms)) {
            return List.of();
        }
        if (causes.stream().noneMatch(cause -> cause.kind() == Kind.ROOT_CAUSE)) {
            return List.of(remark(
                    "/rootCause/causes",
                    "No cause is marked as root_cause.",
                    "Ask why until the answer is something that can be changed, and mark that as root_cause."));
        }
        int longest = longest(causes);
        int least = terms.policy().shortestChain();
        return when(
                longest < least,
                "/rootCause/causes",
                "The longest why-chain to a root cause has " + longest + (longest == 1 ? " cause" : " causes")
                        + "; at least " + least + " are asked for.",
                "Ask why of the last answer. Each answer is a cause, and becauseOf of the one before points at it.");
    }

    /** How many causes the longest chain has that leads to a root cause; causes have no cycle. */
    private static int longest(List<Cause> causes) {
        Map<String, Cause> byId = new HashMap<>();
        causes.forEach(cause -> byId.put(cause.id(), cause));
        Map<String, Integer> depths = new HashMap<>();
        int longest = 0;
        for (Cause cause : causes) {
            longest = Math.max(longest, depth(cause, byId, depths));
        }
        return longest;
    }

    /** From a cause to a root cause, both counted; 0 when none is reached. At most 300 causes deep. */
    private static int depth(Cause cause, Map<String, Cause> byId, Map<String, Integer> depths) {
        Integer known = depths.get(cause.id());
        if (known != null) {
            return known;
        }
        int behind = cause.becauseOf().stream()
                .map(byId::get)
                .filter(Objects::nonNull)
                .mapToInt(next -> depth(next, byId, depths))
                .max()
                .orElse(0);
        int depth = behind > 0 ? behind + 1 : cause.kind() == Kind.ROOT_CAUSE ? 1 : 0;
        depths.put(cause.id(), depth);
        return depth;
    }
}
