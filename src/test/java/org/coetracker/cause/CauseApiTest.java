package org.coetracker.cause;

import static io.restassured.RestAssured.given;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CauseApiTest {

    private static String withCauses() {
        return filed(coe(
                team(),
                "rootCause",
                map(
                        "causes",
                        List.of(
                                map("id", "c1", "kind", "intermediate", "text", "Down.", "becauseOf", List.of("c2")),
                                map("id", "c2", "kind", "root_cause", "text", "No <stages>."),
                                map("id", "c3", "kind", "root_cause", "text", "No tests."))),
                "correctiveActions",
                List.of(map("title", "Release in stages", "causes", List.of("c2")), map("title", "Tidy up"))));
    }

    @Test
    void the_graph_has_chains_depth_and_what_is_not_covered() {
        String ref = withCauses();
        get("/coes/" + ref + "/causes")
                .statusCode(200)
                .body("coe", equalTo(ref))
                .body("nodes.id", contains("c1", "c2", "c3"))
                .body("nodes[1].actions", contains(ref + "-A1"))
                .body("edges", contains(map("from", "c1", "to", "c2")))
                .body("chains", contains(List.of("c1", "c2"), List.of("c3")))
                .body("depth", equalTo(2))
                .body("coverage.rootCausesWithoutAction", contains("c3"))
                .body("coverage.actionsWithoutCause", contains(ref + "-A2"));
    }

    @ParameterizedTest
    @CsvSource({
        "image/svg+xml, image/svg+xml, <svg",
        "text/vnd.mermaid, text/vnd.mermaid, flowchart TD",
        "image/*, image/svg+xml, <svg",
        "*/*, application/json, {",
        "'application/json;q=0, */*', image/svg+xml, <svg",
        "'image/svg+xml;q=0.0, image/*, text/vnd.mermaid;q=0.1', text/vnd.mermaid, flowchart TD",
        "'text/vnd.mermaid;q=0.4, image/svg+xml;q=0.9', image/svg+xml, <svg"
    })
    void it_comes_in_the_form_that_is_asked_for_and_not_again_while_it_stays(String accept, String type, String begin) {
        String path = API + "/coes/" + withCauses() + "/causes";
        String tag = given().accept(accept)
                .get(path)
                .then()
                .statusCode(200)
                .contentType(startsWith(type))
                .header("Vary", containsString("Accept"))
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(startsWith(begin))
                .extract()
                .header("ETag");
        given().accept(accept).header("If-None-Match", tag).get(path).then().statusCode(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "image/svg+xml;q=0", "application/json;q=0"})
    void no_other_form_is_there(String accept) {
        given().accept(accept)
                .get(API + "/coes/" + withCauses() + "/causes")
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
    }
}
