package org.coetracker.quality.rule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coetracker.coe.answer.RootCause.Category;
import org.coetracker.coe.answer.RootCause.Cause;

/** Where code was at fault, something says why tests did not catch it. */
final class TestsMissedIt extends Rule {
    TestsMissedIt() {
        super("tests-missed-it", "rootCause");
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        List<Remark> remarks = new ArrayList<>();
        List<Cause> causes = coe.rootCause().causes();
        if (terms.tests().isIn(coe.rootCause().narrative())) {
            return remarks;
        }
        Ties ties = Ties.of(causes);
        Set<String> asked = new HashSet<>();
        for (int index = 0; index < causes.size(); index++) {
            Cause cause = causes.get(index);
            if (cause.category() != Category.CODE_DEFECT) {
                continue;
            }
            List<Cause> about = ties.about(cause.id());
            // Defects that lead to one thing, or to each other, are one question.
            if (about.stream().noneMatch(one -> terms.tests().isIn(one.text()) || asked.contains(one.id()))) {
                asked.add(cause.id());
                remarks.add(remark(
                        "/rootCause/causes/" + index,
                        "A cause is a defect in code, and nothing says why tests did not catch it.",
                        "Add the answer as a cause, or to the narrative of the root cause: which test was missing, or why"
                                + " the one that there was let it pass."));
            }
        }
        return remarks;
    }

    /** What is because of what, in both directions. */
    private record Ties(Map<String, Cause> byId, Map<String, List<String>> down, Map<String, List<String>> up) {

        static Ties of(List<Cause> causes) {
            Ties ties = new Ties(new HashMap<>(), new HashMap<>(), new HashMap<>());
            causes.forEach(cause -> ties.byId.put(cause.id(), cause));
            causes.forEach(cause -> cause.becauseOf().stream()
                    .filter(ties.byId::containsKey)
                    .forEach(other -> {
                        ties.down
                                .computeIfAbsent(cause.id(), id -> new ArrayList<>())
                                .add(other);
                        ties.up.computeIfAbsent(other, id -> new ArrayList<>()).add(cause.id());
                    }));
            return ties;
        }

        /**
         * The causes that may speak of a defect: what it explains, whatever else explains that, and those that are tied
         * to nothing.
         */
        List<Cause> about(String defect) {
            Set<String> about = reached(reached(Set.of(defect), up), down);
            return byId.values().stream()
                    .filter(cause ->
                            about.contains(cause.id()) || !up.containsKey(cause.id()) && !down.containsKey(cause.id()))
                    .toList();
        }

        private static Set<String> reached(Collection<String> from, Map<String, List<String>> ties) {
            Set<String> reached = new HashSet<>(from);
            Deque<String> open = new ArrayDeque<>(from);
            while (!open.isEmpty()) {
                ties.getOrDefault(open.pop(), List.of()).stream()
                        .filter(reached::add)
                        .forEach(open::push);
            }
            return reached;
        }
    }
}
