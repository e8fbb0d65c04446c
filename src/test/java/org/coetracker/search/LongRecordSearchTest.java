package org.coetracker.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.team;
import static org.coetracker.search.Searches.refs;
import static org.coetracker.search.Searches.search;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records with more, longer or other words than an index likes. */
@QuarkusTest
class LongRecordSearchTest {
    @Inject
    EntityManager database;

    @ParameterizedTest
    @ValueSource(strings = {"データベース", "ベース", "復旧", "東京 復旧", "\"の復旧\""})
    void text_without_blanks_is_found_by_any_part_of_it(String q) {
        String team = team();
        String ref = filed(coe(team, "title", "東京リージョンのデータベースの復旧が遅れた"));
        search(team, q)
                .body("items.ref", contains(ref))
                .body("items[0].highlights[0].fragments.text.join('')", equalTo("東京リージョンのデータベースの復旧が遅れた"));
        assertThat(refs(team, "旧復")).isEmpty();
    }

    @Test
    void the_end_of_a_long_text_without_blanks_is_found_as_its_beginning_is() {
        String team = team();
        String ref = filed(coe(team, "whatHappened", map("narrative", "これは障害の報告である。".repeat(1_500) + "最後に輪転機が復旧した")));
        for (String q : List.of("輪転機", "機が復旧", "\"最後に輪転機\"", "障害 輪転機")) {
            assertThat(refs(team, q)).as(q).containsExactly(ref);
        }
        assertThat(refs(team, "転輪")).isEmpty();
        assertThat(refs(team, "障害 -輪転機 ")).isEmpty();
    }

    @Test
    void a_phrase_at_the_end_of_a_long_text_is_found() {
        String team = team();
        String ref = filed(coe(
                team,
                "whatHappened",
                map("narrative", "The pump went on. ".repeat(3_000) + "Then a flywheel burst at us-east-9")));
        for (String q : List.of("\"flywheel burst\"", "us-east-9", "us-eas", "\"pump went\"")) {
            assertThat(refs(team, q)).as(q).containsExactly(ref);
        }
        assertThat(refs(team, "\"flywheel melted\"")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1.1, 3000, true", "1.1, 5000, false", "1.2, 5000, true", "1.2, 21000, false"})
    void a_phrase_of_one_word_is_marked_at_the_beginning_of_a_long_text_alone(String q, int place, boolean marked) {
        String team = team();
        String ref = filed(coe(
                team, "whatHappened", map("narrative", "Going on. ".repeat(place / 10) + "Version " + q + " came.")));
        search(team, q).body("items.ref", contains(ref)).body("items[0].highlights", hasSize(marked ? 1 : 0));
    }

    @Test
    void more_words_than_an_index_takes_are_found_by_the_first() {
        String team = team();
        StringBuilder words = new StringBuilder("crankshaft");
        for (int number = 0; words.length() < 99_000; number++) {
            words.append(' ').append(Integer.toString(number * 7919 + 46_656, 36));
        }
        String text = words.toString();
        String ref = filed(coe(team, "whatHappened", map("narrative", text), "impact", map("narrative", text)));
        patch("/coes/" + ref, map("rootCause", map("narrative", text))).statusCode(200);
        patch("/coes/" + ref, map("title", "x".repeat(200))).statusCode(200);
        assertThat(refs(team, "crankshaft")).containsExactly(ref);
    }

    @Test
    void what_is_too_much_even_in_parts_is_found_by_its_first_words() {
        String team = team();
        Map<String, Object> coe = coe(team, "title", "Tachometer", "impact", map("narrative", signs(1)));
        coe.put("whatHappened", map("narrative", signs(2)));
        coe.put("rootCause", map("narrative", signs(3)));
        coe.put("supportingData", map("items", List.of(map("kind", "log", "title", "A log", "text", signs(4)))));
        coe.put("lessons", map("items", inParts(5, "kind", "learned")));
        coe.put("criticalImplications", map("items", inParts(6, "pillar", "cost", "level", "low")));
        coe.put("summary", signs(7).substring(0, 19_999));
        coe.put(
                "correctiveActions",
                List.of(
                        map("title", "One", "description", signs(8).substring(0, 9_999)),
                        map("title", "Two", "description", signs(9).substring(0, 9_999))));
        String ref = filed(coe);
        assertThat(refs(team, "tachometer")).containsExactly(ref);
        assertThat(refs(team, signs(2).substring(0, 6))).containsExactly(ref);
        assertThat(refs(team, signs(2).substring(1_990, 1_998))).containsExactly(ref);
        assertThat(refs(team, signs(2).substring(15_000, 15_006))).isEmpty();
    }

    private static List<Map<String, Object>> inParts(int seed, Object... members) {
        return IntStream.range(0, 4)
                .mapToObj(part -> {
                    Map<String, Object> item = map(members);
                    item.put("text", signs(seed).substring(part * 5_000, part * 5_000 + 4_999));
                    return item;
                })
                .toList();
    }

    /** Hardly a pair of which is there twice. */
    private static String signs(int seed) {
        Random random = new Random(seed);
        return IntStream.range(0, 20_000)
                .mapToObj(number -> Character.toString(0x4e00 + random.nextInt(20_000)))
                .collect(Collectors.joining());
    }

    @Test
    void a_word_that_is_long_without_its_accents_is_a_word_like_any_other() {
        String team = team();
        String roman = "\u2167".repeat(682);
        String ref = filed(coe(team, "title", "Numerals", "whatHappened", map("narrative", roman + " sundial")));
        assertThat(refs(team, "sundial")).containsExactly(ref);
        assertThat(refs(team, roman)).containsExactly(ref);
        // Printing an entry of more than 2,046 bytes would end the server.
        assertThat(database.createNativeQuery("select cast(s.document as text) from coe_search s where s.coe_id ="
                                + " (select c.id from coe c where c.number = :number)")
                        .setParameter("number", Long.parseLong(ref.substring("COE-".length())))
                        .getSingleResult()
                        .toString())
                .contains("'sundial'");
    }
}
