package org.coetracker.cause;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where each cause stands in a picture: effects in the first row, each cause below all that it explains, and in a row next
 * to what it has to do with, so that few lines cross.
 */
final class Layout {
    private static final int SWEEPS = 6;

    /** The rows from above, each from the left. */
    private final List<List<CauseGraph.Node>> rows = new ArrayList<>();

    private Layout() {}

    static Layout of(CauseGraph graph) {
        Layout layout = new Layout();
        for (int row = 0; row < graph.depth(); row++) {
            layout.rows.add(new ArrayList<>());
        }
        graph.nodes().forEach(node -> layout.rows.get(node.layer()).add(node));
        Map<String, List<String>> up = new HashMap<>();
        Map<String, List<String>> down = new HashMap<>();
        graph.edges().forEach(edge -> {
            down.computeIfAbsent(edge.from(), id -> new ArrayList<>()).add(edge.to());
            up.computeIfAbsent(edge.to(), id -> new ArrayList<>()).add(edge.from());
        });
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            layout.order(sweep % 2 == 0 ? up : down);
        }
        return layout;
    }

    List<List<CauseGraph.Node>> rows() {
        return rows;
    }

    /** Puts each beside the middle of those that it is tied to; who is tied to none stays where it is. */
    private void order(Map<String, List<String>> ties) {
        Map<String, Double> places = new HashMap<>();
        rows.forEach(row -> place(row, places));
        for (List<CauseGraph.Node> row : rows) {
            Map<String, Double> wanted = new HashMap<>();
            row.forEach(node -> wanted.put(
                    node.id(),
                    ties.getOrDefault(node.id(), List.of()).stream()
                            .mapToDouble(places::get)
                            .average()
                            .orElse(places.get(node.id()))));
            row.sort(Comparator.comparing(node -> wanted.get(node.id())));
            place(row, places);
        }
    }

    /** Places from 0 to 1, however long the row is. */
    private static void place(List<CauseGraph.Node> row, Map<String, Double> places) {
        for (int index = 0; index < row.size(); index++) {
            places.put(row.get(index).id(), (index + 0.5) / row.size());
        }
    }
}
