package org.coetracker.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.team;
import static org.coetracker.search.Searches.refs;
import static org.coetracker.search.Searches.search;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found by words that are not spelt as the record spells them. */
@QuarkusTest
class MisspeltSearchTest {
    @Test
    void what_is_misspelt_is_found_when_nothing_is_spelt_so() {
        String team = team();
        String ref = filed(coe(team, "title", "Kubernetes lost a database"));
        search(team, "kuberntes databse")
                .body("tolerant", equalTo(true))
                .body("items.ref", contains(ref))
                .body("items[0].highlights[0].fragments.findAll { it.match }.text", contains("Kubernetes", "database"));
        search(team, "kubernetes").body("tolerant", equalTo(false));
        search(team, "bakeries").body("tolerant", equalTo(false)).body("items", empty());
    }

    @ParameterizedTest
    @CsvSource({
        "timeuot, timeout",
        "databsae, database",
        "memroy, memory",
        "serevr, server",
        "replcia, replica",
        "tiemout, timeout",
        "iamge, image",
        "réplcia, replica",
        "REPLCIA, replica",
        "certficate, certificate"
    })
    void swapped_missing_and_wrong_letters_find_the_word_that_was_meant(String typed, String meant) {
        String team = team();
        filed(coe(team, "title", "Time data memo serve replay certify"));
        String ref = filed(coe(team, "title", "The " + meant + " was at fault"));
        assertThat(refs(team, typed)).containsExactly(ref);
    }

    @ParameterizedTest
    @CsvSource({"timeuot, timeout, 2", "teh, the, 2", "bakery, backup, -1", "imgae, image, 1"})
    void mistakes_are_counted(String typed, String word, int most) {
        assertThat(Vocabulary.mistakes(typed, word)).isLessThanOrEqualTo(most);
    }

    @Test
    void words_in_quotes_are_meant_as_they_are() {
        String team = team();
        String ref = filed(coe(team, "title", "A replica lagged"));
        assertThat(refs(team, "\"replcia\"")).isEmpty();
        assertThat(refs(team, "replcia -lagged")).isEmpty();
        assertThat(refs(team, "replcia \"lagged\"")).containsExactly(ref);
    }

    @Test
    void a_name_with_dividers_may_have_a_misspelt_part() {
        String team = team();
        String ref = filed(coe(team, "title", "Nothing", "services", List.of("checkout-gateway-2")));
        search(team, "chekcout-gateway-2").body("tolerant", equalTo(true)).body("items.ref", contains(ref));
    }

    @Test
    void whether_misspelt_words_count_does_not_depend_on_the_length_of_the_page() {
        String team = team();
        filed(coe(team, "title", "The pistno broke"));
        filed(coe(team, "title", "The pistno broke again"));
        for (int number = 0; number < 3; number++) {
            filed(coe(team, "title", "The piston broke"));
        }
        for (int limit : List.of(1, 2, 3, 50)) {
            get("/search?q=pistno&limit=" + limit + "&team=" + team).body("tolerant", equalTo(true));
        }
    }

    @Test
    void the_next_page_is_one_of_the_same_spellings() {
        String team = team();
        List<String> all = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            all.add(filed(coe(team, "title", "The dynamo stopped")));
        }
        String path = API + "/search?q=dyanmo&limit=2&team=" + team;
        var first = given().get(path).then().body("tolerant", equalTo(true)).extract();
        List<String> read = new ArrayList<>(first.<List<String>>path("items.ref"));
        // By now another word is closer to what was typed.
        filed(coe(team, "title", "The dyanma"));
        var second = given().get(path + "&cursor=" + first.path("nextCursor"))
                .then()
                .statusCode(200)
                .body("tolerant", equalTo(true))
                .extract();
        read.addAll(second.<List<String>>path("items.ref"));
        assertThat(read).containsExactlyInAnyOrderElementsOf(all);
        assertThat((String) second.path("nextCursor")).isNull();
    }
}
