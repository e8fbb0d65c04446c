package org.coetracker.nodes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Which node dies when: at moments of the story at which there is something to do, some milliseconds in. */
final class Crashes {
    private static final int LATEST_MILLIS = 120;

    private final Random random;
    private final Map<Instant, Integer> millis = new HashMap<>();

    /** None at all. */
    Crashes() {
        random = new Random(0);
    }

    /**
     * So many, at some of the moments.
     *
     * @param seed what all of the chance comes from
     */
    Crashes(int count, List<Instant> moments, long seed) {
        random = new Random(seed);
        List<Instant> shuffled = new ArrayList<>(moments);
        Collections.shuffle(shuffled, random);
        shuffled.subList(0, count).forEach(moment -> millis.put(moment, random.nextInt(LATEST_MILLIS)));
    }

    /** A crash that is about to happen while something else is done; or none. */
    record Crash(Nodes nodes, CompletableFuture<Node> dying) {
        /** Waits for it; whether there was one. Another node is on its way in its place by then. */
        boolean happened() throws Exception {
            if (dying == null) {
                return false;
            }
            nodes.replace(dying.get());
            return true;
        }
    }

    /** Lets one of the nodes die soon, if the moment is one of those. */
    Crash begin(Instant moment, Nodes nodes) throws Exception {
        Integer wait = millis.get(moment);
        if (wait == null) {
            return new Crash(nodes, null);
        }
        nodes.awaitAllReady();
        List<Node> ready = nodes.ready();
        Node victim = ready.get(random.nextInt(ready.size()));
        return new Crash(
                nodes,
                CompletableFuture.supplyAsync(
                        () -> {
                            victim.strike();
                            return victim;
                        },
                        CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS)));
    }

    /** When they happen. */
    List<Instant> moments() {
        return millis.keySet().stream().sorted().toList();
    }
}
