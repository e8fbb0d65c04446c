package org.coetracker.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sixty days by the hour, with real mail and a real receiver: what comes of them is in {@link ByHand}. */
class SixtyDaysIT {
    private static final int CRASHES = 12;

    @TempDir
    static Path copy;

    @TempDir
    Path directory;

    private static Path jar;

    @BeforeAll
    static void the_service_with_a_clock_of_ours() throws Exception {
        jar = ClockedService.copyTo(copy);
    }

    @Test
    void one_node_does_what_the_table_says() throws Exception {
        try (SixtyDays days = new SixtyDays(1, new Crashes(), jar, directory)) {
            days.play();

            assertTable(days, "one node");
            assertThat(days.mailbox().counts().values()).containsOnly(1);
            assertThat(days.witness().counts().values()).containsOnly(1);
        }
    }

    @Test
    void two_nodes_that_are_killed_again_and_again_do_the_same() throws Exception {
        long seed = Long.getLong("coe.test.seed", System.nanoTime());
        List<Instant> moments = ByHand.rows().stream()
                .map(row -> Story.at(row.substring(0, 17)))
                .distinct()
                .toList();
        Crashes crashes = new Crashes(CRASHES, moments, seed);
        String chance = "two nodes; again by -Dcoe.test.seed=" + seed + ", crashes at " + crashes.moments();
        try (SixtyDays days = new SixtyDays(2, crashes, jar, directory)) {
            days.play();

            assertTable(days, chance);
            // A message whose sender died before it wrote down that it was sent comes again, with the same id.
            assertRepeatedByCrashesAlone(days.mailbox().counts(), chance);
            assertRepeatedByCrashesAlone(days.witness().counts(), chance);
        } catch (Exception e) {
            throw new AssertionError(chance, e);
        }
    }

    private static void assertTable(SixtyDays days, String what) throws Exception {
        assertThat(days.witness().rows()).as(what).containsExactlyElementsOf(ByHand.rows());
        assertThat(days.witness().flags()).as(what).containsExactlyElementsOf(ByHand.FLAGS);
        assertThat(days.witness().toldElsewhere()).as(what).containsExactlyElementsOf(ByHand.toldElsewhere());
    }

    private static void assertRepeatedByCrashesAlone(Map<String, Integer> counts, String what) {
        assertThat(counts.values()).as(what).allMatch(count -> count <= 2);
        assertThat(counts.values().stream().filter(count -> count == 2).count())
                .as(what)
                .isLessThanOrEqualTo(CRASHES);
    }
}
