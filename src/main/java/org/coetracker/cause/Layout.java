package org.coetracker.cause;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where each cause stands in a picture: effects in the first row, each cause below all that it explains, and in a row next
 * to what it has to do with, so that few lines cross. A line that skips rows has a place of its own in each of them, so
 * that it goes between the boxes and not behind them.
 */
final class Layout {
    private static final int SWEEPS = 6;

    /** With more of them there would be no picture between the lines. */
    private static final int MOST_BENDS = 400;

    /** The rows from above, each from the left. */
    private final List<List<Spot>> rows = new ArrayList<>();
    /** The ids of the spots through which each line goes, its ends among them. */
    private final Map<CauseGraph.Edge, List<String>> ways = new HashMap<>();

    /**
     * A place in a row.
     *
     * @param id of the cause, or of the place of a line
     * @param node the cause; null for the place of a line
     */
    record Spot(String id, CauseGraph.Node node) {}

    private Layout() {}

    static Layout of(CauseGraph graph) {
        Layout layout = new Layout();
        Map<String, Integer> layers = new HashMap<>();
        for (int row = 0; row < graph.depth(); row++) {
            layout.rows.add(new ArrayList<>());
        }
        graph.nodes().forEach(node -> {
            layout.rows.get(node.layer()).add(new Spot(node.id(), node));
            layers.put(node.id(), node.layer());
        });
        long bends = graph.edges().stream()
                .mapToLong(edge -> layers.get(edge.to()) - layers.get(edge.from()) - 1)
                .sum();
        Map<String, List<String>> up = new HashMap<>();
        Map<String, List<String>> down = new HashMap<>();
        graph.edges().forEach(edge -> {
            List<String> way = new ArrayList<>(List.of(edge.from()));
            for (int row = layers.get(edge.from()) + 1; bends <= MOST_BENDS && row < layers.get(edge.to()); row++) {
                // No id of a cause has a space.
                Spot bend = new Spot(edge.from() + " " + edge.to() + " " + row, null);
                layout.rows.get(row).add(bend);
                way.add(bend.id());
            }
            way.add(edge.to());
            layout.ways.put(edge, way);
            for (int step = 1; step < way.size(); step++) {
                down.computeIfAbsent(way.get(step - 1), id -> new ArrayList<>()).add(way.get(step));
                up.computeIfAbsent(way.get(step), id -> new ArrayList<>()).add(way.get(step - 1));
            }
        });
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            layout.order(sweep % 2 == 0 ? up : down);
        }
        return layout;
    }

    List<List<Spot>> rows() {
        return rows;
    }

    /** The ids of the spots between the ends of a line. */
    List<String> between(CauseGraph.Edge edge) {
        List<String> way = ways.get(edge);
        return way.subList(1, way.size() - 1);
    }

    /** Puts each beside the middle of those that it is tied to; who is tied to none stays where it is. */
    private void order(Map<String, List<String>> ties) {
        Map<String, Double> places = new HashMap<>();
        rows.forEach(row -> place(row, places));
        for (List<Spot> row : rows) {
            Map<String, Double> wanted = new HashMap<>();
            row.forEach(spot -> wanted.put(
                    spot.id(),
                    ties.getOrDefault(spot.id(), List.of()).stream()
                            .mapToDouble(places::get)
                            .average()
                            .orElse(places.get(spot.id()))));
            row.sort(Comparator.comparing(spot -> wanted.get(spot.id())));
            place(row, places);
        }
    }

    /** Places from 0 to 1, however long the row is. */
    private static void place(List<Spot> row, Map<String, Double> places) {
        for (int index = 0; index < row.size(); index++) {
            places.put(row.get(index).id(), (index + 0.5) / row.size());
        }
    }
}
