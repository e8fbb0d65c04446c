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
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.equalToIgnoringCase;
import static org.hamcrest.Matchers.everyItem;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody meant to search for. */
@QuarkusTest
class OddSearchTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\"\"",
                "-",
                "|",
                "&",
                "!",
                "<->",
                ":*",
                "()",
                "'",
                "''; drop table coe; --",
                "\\",
                "%",
                "_",
                "?",
                "$1",
                ":terms",
                "or",
                "or or",
                "- - -",
                "-\"",
                "\"a",
                "the",
                "a:*b",
                "' | '",
                "<script>alert(1)</script>",
                "😀",
                "\uFFFF",
                "a or -b or \"c",
                "{alias}",
                "\u0001\u0002\u0003\u0005"
            })
    void odd_text_is_a_search_like_any_other(String q) {
        String team = team();
        filed(coe(team, "title", "Sprocket"));
        assertThat(refs(team, q).size()).isLessThanOrEqualTo(1);
        assertThat(refs(team, "sprocket " + q).size()).isLessThanOrEqualTo(1);
    }

    @Test
    void a_thousand_characters_are_a_search_and_more_are_not() {
        String team = team();
        assertThat(refs(team, "ab ".repeat(333))).isEmpty();
        assertThat(refs(team, "x".repeat(1_000))).isEmpty();
        for (String q : List.of("x".repeat(1_001), " ", "\t", "a\u0000b")) {
            given().queryParam("q", q)
                    .get(API + "/search")
                    .then()
                    .statusCode(400)
                    .body("errors[0].parameter", equalTo("q"));
        }
        get("/search").statusCode(400);
        get("/search?q=").statusCode(400);
    }

    @Test
    void control_characters_in_a_text_mark_nothing() {
        String team = team();
        filed(coe(team, "title", "Cog \u0002wheel\u0003 and \u0005 cog"));
        search(team, "cog")
                .body(
                        "items[0].highlights[0].fragments.findAll { it.match }.text",
                        everyItem(equalToIgnoringCase("cog")));
    }
}
