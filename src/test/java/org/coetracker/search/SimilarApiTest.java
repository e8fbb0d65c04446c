package org.coetracker.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.patch;
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

import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.coetracker.SignedIn;
import org.coetracker.access.Actor;
import org.coetracker.coe.CoeRef;
import org.coetracker.coe.SimilarCoe;
import org.coetracker.coe.SimilarCoes;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SimilarApiTest {
    private static final AtomicInteger NEXT = new AtomicInteger();

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

    @Test
    void who_may_not_see_what_they_filed_has_filed_it_all_the_same() {
        String owner = person();
        String team = team();
        SignedIn.as(person(), () -> {
            for (String key : List.of("", name("key"))) {
                Map<String, Object> coe =
                        coe(team, "title", "Hidden lease", "confidentiality", "restricted", "owner", owner);
                ValidatableResponse answer =
                        key.isEmpty() ? filedWith("similar", coe) : filedWith("similar", coe, "Idempotency-Key", key);
                answer.header("Preference-Applied", nullValue()).body("similar", nullValue());
                String ref = answer.extract().path("ref");
                SignedIn.as(owner, () -> get("/coes/" + ref).statusCode(200));
            }
            return null;
        });
    }

    @Test
    void what_goes_wrong_with_them_loses_nothing_of_what_was_filed() {
        QuarkusMock.installMockForType(new Broken(), SimilarCoes.class);
        for (String[] headers : List.of(new String[0], new String[] {"Idempotency-Key", name("key")})) {
            String ref = filedWith("similar", coe(team()), headers)
                    .header("Preference-Applied", nullValue())
                    .body("similar", nullValue())
                    .extract()
                    .path("ref");
            get("/coes/" + ref).statusCode(200);
        }
    }

    private static final class Broken extends Likeness {
        Broken() {
            super(null, null, null);
        }

        @Override
        public Optional<List<SimilarCoe>> similarTo(CoeRef coe, int limit, Actor actor) {
            throw new IllegalStateException("The database does not answer in time.");
        }
    }

    @Test
    void the_tag_is_that_of_the_record() {
        String service = name("svc");
        filed(leaseExpired("Gearbox lease expired", service));
        ValidatableResponse answer = filedWith("similar", leaseExpired("Gearbox lease expired", service))
                .body("similarQuestion", notNullValue());
        get("/coes/" + answer.extract().path("ref"))
                .header("ETag", answer.extract().header("ETag"));
    }

    @Test
    void a_title_with_a_misspelt_word_is_one_of_the_same() {
        String word = "zyx" + NEXT.incrementAndGet() + "qurbelwelle";
        String earlier = filed(coe(team(), "title", "The " + word.replaceAll("\\d", "a") + " stopped"));
        String ref = filed(
                coe(team(), "title", "Again: " + word.replaceAll("\\d", "a").replace("welle", "wlle")));
        get("/coes/" + ref + "/similar")
                .body("items.ref", hasItem(earlier))
                .body("items.find { it.ref == '" + earlier + "' }.sharedTerms", hasItem(word.replaceAll("\\d", "a")));
    }

    @Test
    void text_without_blanks_is_shared_in_pairs_of_signs() {
        String earlier = filed(coe(team(), "title", "輪転機の停止"));
        String ref = filed(coe(team(), "title", "また輪転機が停止した"));
        get("/coes/" + ref + "/similar")
                .body("items.find { it.ref == '" + earlier + "' }.sharedTerms", hasItems("輪転", "転機", "停止"));
    }

    @Test
    void what_is_withdrawn_is_not_suggested() {
        String service = name("svc");
        String gone = filed(leaseExpired("Differential lease expired", service));
        String stays = filed(leaseExpired("Differential lease expired", service));
        move("/coes/" + gone + "/withdraw", map("reason", "A rehearsal.")).statusCode(200);
        String ref = filed(leaseExpired("Differential lease expired", service));
        get("/coes/" + ref + "/similar").body("items.ref", hasItem(stays)).body("items.ref", not(hasItem(gone)));
    }

    @Test
    void a_coe_is_not_related_to_itself() {
        String ref = filed(coe(team(), "correctiveActions", List.of(map("title", "Fix it"))));
        for (String own : List.of(ref, ref + "-A1")) {
            patch(
                            "/coes/" + ref,
                            map(
                                    "relatedItems",
                                    List.of(map(
                                            "kind",
                                            own.equals(ref) ? "coe" : "action",
                                            "ref",
                                            own,
                                            "relation",
                                            "same_cause"))))
                    .statusCode(422)
                    .body("errors[0].code", equalTo("own_ref"))
                    .body("errors[0].pointer", equalTo("/relatedItems/0/ref"));
        }
    }
}
