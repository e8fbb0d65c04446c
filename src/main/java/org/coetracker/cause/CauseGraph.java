package org.coetracker.cause;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coetracker.action.ActionView;
import org.coetracker.coe.answer.RootCause;
import org.coetracker.coe.answer.RootCause.Cause;
import org.coetracker.coe.answer.RootCause.Kind;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The causes of a COE as a graph without cycles, from effects to roots.
 *
 * @param coe ref of the COE
 * @param nodes the causes, in the order of the record
 * @param edges what is because of what
 * @param chains the ways from an effect, which explains nothing further, to a cause that nothing explains; the first 100
 * @param chainCount how many there are, at most {@value #MOST_COUNTED}
 * @param depth how many causes the longest of them has
 * @param coverage what nothing is done about, and what is done about nothing
 */
@Schema(name = "CauseGraph")
record CauseGraph(
        String coe,
        List<Node> nodes,
        List<Edge> edges,
        List<List<String>> chains,
        int chainCount,
        int depth,
        Coverage coverage) {
    /** Branches that meet again multiply: nobody reads the rest. */
    static final int MOST_CHAINS = 100;

    static final int MOST_COUNTED = 1_000_000;

    /**
     * A cause.
     *
     * @param id the id of the cause
     * @param kind its place in the graph
     * @param category what it has to do with
     * @param text the cause
     * @param layer how far it is from the effects: 0 for an effect, else one more than the furthest that it explains
     * @param actions refs of the actions that address it
     */
    @Schema(name = "CauseNode")
    record Node(String id, Kind kind, RootCause.Category category, String text, int layer, List<String> actions) {}

    /**
     * That one is because of the other.
     *
     * @param from id of the cause that is explained
     * @param to id of the cause that explains it
     */
    @Schema(name = "CauseEdge")
    record Edge(String from, String to) {}

    /**
     * What nothing is done about, and what is done about nothing.
     *
     * @param rootCausesWithoutAction ids of root causes that no action names
     * @param actionsWithoutCause refs of actions that name no cause
     */
    @Schema(name = "CauseCoverage")
    record Coverage(List<String> rootCausesWithoutAction, List<String> actionsWithoutCause) {}

    /** The graph of a record; its causes have ids and no cycle. */
    static CauseGraph of(String coe, List<Cause> causes, List<ActionView> actions) {
        Ties ties = Ties.of(causes);
        List<Node> nodes = nodes(causes, ties.layers(), actions);
        List<List<String>> chains = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        int count = 0;
        for (String effect : ties.effects()) {
            collect(effect, ties.next, new ArrayList<>(), chains);
            count = Math.min(MOST_COUNTED, count + count(effect, ties.next, counts));
        }
        return new CauseGraph(
                coe,
                nodes,
                ties.edges,
                chains,
                count,
                nodes.stream().mapToInt(node -> node.layer() + 1).max().orElse(0),
                coverage(nodes, actions));
    }

    private static List<Node> nodes(List<Cause> causes, Map<String, Integer> layers, List<ActionView> actions) {
        Map<String, List<String>> addressedBy = new HashMap<>();
        actions.forEach(action -> action.causes()
                .forEach(cause -> addressedBy
                        .computeIfAbsent(cause, id -> new ArrayList<>())
                        .add(action.ref())));
        return causes.stream()
                .map(cause -> new Node(
                        cause.id(),
                        cause.kind(),
                        cause.category(),
                        cause.text(),
                        layers.get(cause.id()),
                        addressedBy.getOrDefault(cause.id(), List.of())))
                .toList();
    }

    private static Coverage coverage(List<Node> nodes, List<ActionView> actions) {
        return new Coverage(
                nodes.stream()
                        .filter(node ->
                                node.kind() == Kind.ROOT_CAUSE && node.actions().isEmpty())
                        .map(Node::id)
                        .toList(),
                actions.stream()
                        .filter(action -> action.causes().isEmpty())
                        .map(ActionView::ref)
                        .toList());
    }

    /**
     * What is because of what.
     *
     * @param next what each cause is because of, by its id; in the order of the record
     * @param edges the same, one by one
     * @param explains of each cause, how many it explains
     */
    private record Ties(Map<String, List<String>> next, List<Edge> edges, Map<String, Integer> explains) {

        static Ties of(List<Cause> causes) {
            Ties ties = new Ties(new LinkedHashMap<>(), new ArrayList<>(), new HashMap<>());
            causes.forEach(cause -> ties.next.put(cause.id(), new ArrayList<>()));
            causes.forEach(cause -> cause.becauseOf().stream()
                    .distinct()
                    .filter(ties.next::containsKey)
                    .forEach(to -> {
                        ties.edges.add(new Edge(cause.id(), to));
                        ties.next.get(cause.id()).add(to);
                        ties.explains.merge(to, 1, Integer::sum);
                    }));
            return ties;
        }

        /** Those that explain nothing further. */
        List<String> effects() {
            return next.keySet().stream()
                    .filter(id -> !explains.containsKey(id))
                    .toList();
        }

        /** The longest way from an effect to each cause, by taking away those that nothing is left to be because of. */
        Map<String, Integer> layers() {
            Map<String, Integer> waiting = new HashMap<>(explains);
            Map<String, Integer> layers = new HashMap<>();
            next.keySet().forEach(id -> layers.put(id, 0));
            List<String> ready = new ArrayList<>(effects());
            for (int index = 0; index < ready.size(); index++) {
                String from = ready.get(index);
                for (String to : next.get(from)) {
                    layers.merge(to, layers.get(from) + 1, Math::max);
                    if (waiting.merge(to, -1, Integer::sum) == 0) {
                        ready.add(to);
                    }
                }
            }
            return layers;
        }
    }

    private static void collect(
            String id, Map<String, List<String>> next, List<String> way, List<List<String>> chains) {
        if (chains.size() == MOST_CHAINS) {
            return;
        }
        way.add(id);
        List<String> further = next.get(id);
        if (further.isEmpty()) {
            chains.add(List.copyOf(way));
        }
        further.forEach(to -> collect(to, next, way, chains));
        way.remove(way.size() - 1);
    }

    private static int count(String id, Map<String, List<String>> next, Map<String, Integer> counts) {
        Integer known = counts.get(id);
        if (known != null) {
            return known;
        }
        List<String> further = next.get(id);
        int count = further.isEmpty() ? 1 : 0;
        for (String to : further) {
            count = Math.min(MOST_COUNTED, count + count(to, next, counts));
        }
        counts.put(id, count);
        return count;
    }
}
