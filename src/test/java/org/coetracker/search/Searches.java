package org.coetracker.search;

import static io.restassured.RestAssured.given;
import static org.coetracker.Fixture.API;

import io.restassured.response.ValidatableResponse;
import java.util.List;

/** Searches in one team. */
final class Searches {
    private Searches() {}

    static ValidatableResponse search(String team, String q) {
        return given().queryParam("q", q)
                .queryParam("team", team)
                .get(API + "/search")
                .then()
                .statusCode(200);
    }

    static List<String> refs(String team, String q) {
        return search(team, q).extract().path("items.ref");
    }
}
