package org.coetracker.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SimilarApiTest {
    private static Map<String, Object> leaseExpired(String title, String service, Object... members) {
        Map<String, Object> coe = coe(team(), members);
        coe.put("title", title);
        coe.put("services", List.of(service));
        coe.put(
                "rootCause",
                map("causes", List.of(map("kind", "root_cause", "text", "The gyroscope lease was never renewed"))));
        return coe;
    }

    private static ValidatableResponse filedWith(String prefer, Map<String, Object> coe, String... headers) {
        var request =
                given().contentType(ContentType.JSON).header("Prefer", prefer).body(coe);
        for (int index = 0; index < headers.length; index += 2) {
            request.header(headers[index], headers[index + 1]);
        }
        return request.post(API + "/coes").then().statusCode(201);
    }

    @Test
    void an_earlier_one_with_the_same_words_comes_first_with_the_words_as_the_reason() {
        String service = name("svc");
        String earlier = filed(leaseExpired("Gyroscope lease expired", service));
        filed(coe(team(), "title", "Something else entirely"));
        String ref = filed(leaseExpired("The gyroscope's lease expired again", service));
        String later = filed(leaseExpired("Gyroscope lease expired once more", service));
        get("/coes/" + ref + "/similar")
                .statusCode(200)
                .body("items[0].ref", equalTo(earlier))
                .body("items[0].sharedTerms", hasItems("gyroscope", "lease", "expired"))
                .body("items.ref", not(hasItem(later)))
                .body("items.ref", not(hasItem(ref)))
                .body("items.size()", lessThanOrEqualTo(20));
    }

    @Test
    void a_first_one_of_its_kind_resembles_none() {
        String ref = filed(coe(team(), "title", "qq" + Long.toString(System.nanoTime(), 36)));
        get("/coes/" + ref + "/similar").statusCode(200).body("items", hasSize(0));
        get("/coes/COE-999999999/similar").statusCode(404);
    }

    @Test
    void who_files_one_is_told_of_five_and_asked_whether_they_would_have_prevented_it() {
        String service = name("svc");
        for (int number = 0; number < 6; number++) {
            filed(leaseExpired("Flywheel lease expired", service));
        }
        filedWith("respond-async, Similar", leaseExpired("Flywheel lease expired", service))
                .header("Preference-Applied", "similar")
                .header("ETag", notNullValue())
                .body("title", equalTo("Flywheel lease expired"))
                .body("similar", hasSize(5))
                .body("similar[0].sharedTerms", hasItem("flywheel"))
                .body("similarQuestion", notNullValue());
        post("/coes", leaseExpired("Flywheel lease expired", service))
                .statusCode(201)
                .header("Preference-Applied", nullValue())
                .body("similar", nullValue());
    }

    @Test
    void with_an_idempotency_key_the_answer_is_the_same_again() {
        String service = name("svc");
        filed(leaseExpired("Camshaft lease expired", service));
        Map<String, Object> coe = leaseExpired("Camshaft lease expired", service);
        String key = name("key");
        String first =
                filedWith("similar", coe, "Idempotency-Key", key).extract().asString();
        ValidatableResponse again = filedWith("similar", coe, "Idempotency-Key", key);
        assertThat(again.extract().asString()).isEqualTo(first).contains("\"similar\":[{");
        again.header("Preference-Applied", "similar");
    }

    @Test
    void what_is_restricted_is_similar_to_nothing_for_an_outsider() {
        String service = name("svc");
        String owner = person();
        String hidden = filed(
                leaseExpired("Carburettor lease expired", service, "confidentiality", "restricted", "owner", owner));
        String open = filed(leaseExpired("Carburettor lease expired", service));
        String ref = filed(leaseExpired("Carburettor lease expired", service));
        get("/coes/" + ref + "/similar").body("items.ref", hasItems(open, hidden));
        assertThat(SignedIn.as(
                        owner, () -> get("/coes/" + ref + "/similar").extract().<List<String>>path("items.ref")))
                .contains(hidden, open);
        SignedIn.as(person(), () -> {
            get("/coes/" + ref + "/similar").statusCode(200).body("items.ref", not(hasItem(hidden)));
            return get("/coes/" + hidden + "/similar").statusCode(404);
        });
    }

    @Test
    void a_ref_that_is_not_there_or_not_to_be_seen_is_refused_by_its_place() {
        String hidden = filed(coe(team(), "confidentiality", "restricted"));
        SignedIn.as(person(), () -> {
            for (String ref : List.of("COE-999999999", hidden)) {
                post(
                                "/coes",
                                coe(
                                        "none",
                                        "relatedItems",
                                        List.of(map(
                                                "kind",
                                                "coe",
                                                "ref",
                                                ref,
                                                "relation",
                                                "same_cause",
                                                "wouldHavePrevented",
                                                true))))
                        .statusCode(422)
                        .body(
                                "errors.findAll { it.pointer == '/relatedItems/0/ref' }.code",
                                contains("unresolved_pointer"));
            }
            return null;
        });
    }
}
