package org.coetracker.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.coetracker.webhook.Mailbag.webhook;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.coetracker.SignedIn;
import org.coetracker.event.EventType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebhookTest {
    private static final String URL = "https://public.test/hook?key=unguessable";

    @Inject
    Mailbag mailbag;

    @AfterEach
    void end() {
        mailbag.nothing_else();
    }

    @Test
    void a_webhook_is_made_read_listed_changed_and_deleted() {
        var made = post("/webhooks", map("url", URL, "events", List.of("action.overdue")))
                .statusCode(201)
                .header("ETag", notNullValue())
                .header("Cache-Control", "no-store")
                .body("secret", startsWith("whsec_"))
                .body("owner", equalTo("admin"))
                .body("format", equalTo("standard"))
                .body("active", equalTo(true))
                .body("team", nullValue())
                .extract();
        String path = made.header("Location").substring(API.length());
        String tag = get(path)
                .statusCode(200)
                .body("url", equalTo(URL))
                .body("secret", nullValue())
                .extract()
                .header("ETag");
        get("/webhooks?limit=200&sort=-createdAt").body("items.id", hasItems((String) made.path("id")));
        given().header("If-None-Match", tag).get(API + path).then().statusCode(304);

        patch(path, tag, map("events", List.of("coe.filed", "coe.filed"), "format", "slack"))
                .statusCode(200)
                .body("events", contains("coe.filed"))
                .body("version", equalTo(2));
        patch(path, tag, map("active", false)).statusCode(412);
        patch(path, map("owner", "somebody")).statusCode(422).body("errors[0].code", equalTo("read_only"));
        given().delete(API + path).then().statusCode(428);
        given().header("If-Match", "*").delete(API + path).then().statusCode(204);
        get(path).statusCode(404);
    }

    @Test
    void the_secret_and_the_path_of_the_url_are_in_no_history_and_no_later_answer() {
        Map<String, Object> made = webhook(URL);
        String path = "/webhooks/" + made.get("id");
        String rotated = move(path + "/secret", map()).statusCode(200).extract().path("secret");
        patch(path, map("url", URL + "2")).statusCode(200);
        String seen = get(path).extract().asString()
                + get("/webhooks?limit=200").extract().asString()
                + get("/audit?kind=webhook&limit=50").statusCode(200).extract().asString();
        assertThat(seen).doesNotContain((String) made.get("secret"), rotated);
        assertThat(get("/audit?kind=webhook&limit=50").extract().asString())
                .contains("https://public.test/…", "secret_rotated", "made")
                .doesNotContain("unguessable");
        assertThat(mailbag.count(
                        "select count(*) from history where cast(snapshot as text) like '%' || ? || '%'"
                                + " or cast(snapshot as text) like '%unguessable%'",
                        made.get("secret")))
                .isZero();
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        post(
                        "/webhooks",
                        map(
                                "url",
                                "https://127.0.0.1/",
                                "events",
                                List.of("coe.filed", "coe.exploded"),
                                "team",
                                "no-such"))
                .statusCode(422)
                .body("errors.pointer", hasItems("/url", "/events/1", "/team"))
                .body("errors.code", hasItems("internal_address", "unknown_value", "unknown_team"));
        post("/webhooks", map("events", List.of())).statusCode(422).body("errors.pointer", hasItems("/url", "/events"));
        post("/webhooks", map("url", URL, "events", List.of("coe.filed"), "secret", "mine"))
                .statusCode(400);
    }

    @Test
    void an_internal_address_is_refused_when_it_is_made_and_when_it_is_changed() {
        Map<String, Object> made = webhook(URL);
        for (String url : List.of(
                "https://localhost/",
                "https://169.254.169.254/latest/meta-data/",
                "https://[::ffff:10.0.0.1]/",
                "https://[fd00:ec2::254]/")) {
            post("/webhooks", map("url", url, "events", List.of("coe.filed")))
                    .statusCode(422)
                    .body("errors[0].code", equalTo("internal_address"));
            patch("/webhooks/" + made.get("id"), map("url", url))
                    .statusCode(422)
                    .body("errors.code", contains("internal_address"));
        }
        patch("/webhooks/" + made.get("id"), map("url", "http://public.test/"))
                .statusCode(422)
                .body("errors.code", contains("scheme"));
        patch("/webhooks/" + made.get("id"), map("url", "https://nobody-knows.test/"))
                .statusCode(422)
                .body("errors.code", contains("unknown_host"));
    }

    @Test
    void every_event_can_be_named_and_is_in_the_documentation() {
        List<String> all = EventType.wordsAboutCoes();
        webhook(URL, "events", all);
        // What is for one person alone is no webhook's.
        post("/webhooks", map("url", URL, "events", List.of("webhook.switched_off")))
                .statusCode(422);
        String document = given().get("/q/openapi?format=json").asString();
        assertThat(all).allSatisfy(word -> assertThat(document).contains("`" + word + "`"));
    }

    @Test
    void managers_make_those_of_their_teams_and_see_their_own() {
        String manager = person();
        String other = person();
        String team = name("t");
        post("/teams", map("handle", team, "name", team, "managers", List.of(manager, other)))
                .statusCode(201);
        String below = name("t");
        post("/teams", map("handle", below, "name", below, "parent", team)).statusCode(201);
        Map<String, Object> own = SignedIn.as(manager, () -> webhook(URL, "team", team));
        SignedIn.as(manager, () -> webhook(URL, "team", below));
        SignedIn.as(manager, status(403, "POST", "/webhooks", map("url", URL, "events", List.of("coe.filed"))));
        SignedIn.as(
                manager,
                status(403, "POST", "/webhooks", map("url", URL, "events", List.of("coe.filed"), "team", team())));
        String path = "/webhooks/" + own.get("id");
        SignedIn.as(manager, status(403, "PATCH", path, map("team", null)));
        SignedIn.as(manager, status(200, "PATCH", path, map("events", List.of("coe.closed"))));
        SignedIn.as(other, () -> get("/webhooks").statusCode(200).body("items.size()", equalTo(0)));
        SignedIn.as(manager, () -> get("/webhooks").statusCode(200).body("items.size()", equalTo(2)));
        SignedIn.as(other, () -> get(path).statusCode(403));
        SignedIn.as(other, () -> get(path + "/deliveries").statusCode(403));
        SignedIn.as(other, status(403, "PATCH", path, map("active", false)));

        // Who manages it no more can end it, and nothing else.
        patch("/teams/" + team, map("managers", List.of(other))).statusCode(200);
        SignedIn.as(manager, status(403, "PATCH", path, map("events", List.of("coe.filed"))));
        SignedIn.as(manager, status(200, "PATCH", path, map("active", false)));
        SignedIn.as(manager, status(403, "PATCH", path, map("active", true)));
    }

    @Test
    void a_credential_for_some_teams_is_good_for_no_webhook() {
        String team = team();
        String token = SignedIn.token("admin", List.of("admin"), team);
        SignedIn.with(
                token, status(403, "POST", "/webhooks", map("url", URL, "events", List.of("coe.filed"), "team", team)));
    }

    @Test
    void a_webhook_that_is_off_is_neither_tried_nor_told_again() {
        Map<String, Object> made = webhook(URL, "active", false);
        post("/webhooks/" + made.get("id") + "/test", map()).statusCode(409);
        post("/webhooks/" + made.get("id") + "/deliveries/0199c0de-7c1a-7b58-9d0e-2f6d6a1f0c21/redeliver", map())
                .statusCode(409);
        patch("/webhooks/" + made.get("id"), map("active", true)).statusCode(200);
        post("/webhooks/" + made.get("id") + "/deliveries/0199c0de-7c1a-7b58-9d0e-2f6d6a1f0c21/redeliver", map())
                .statusCode(404);
        get("/webhooks/" + made.get("id") + "/deliveries?state=lost").statusCode(400);
    }

    @Test
    void a_test_that_is_asked_for_twice_with_one_key_is_made_once() {
        Map<String, Object> made = webhook(URL);
        String key = name("key");
        Supplier<String> test = () -> given().contentType("application/json")
                .header("Idempotency-Key", key)
                .post(API + "/webhooks/" + made.get("id") + "/test")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        assertThat(test.get()).isEqualTo(test.get());
        assertThat(Mailbag.deliveries(made)).hasSize(1);
    }

    private static Supplier<Object> status(int expected, String method, String path, Map<String, Object> body) {
        return () -> {
            if (method.equals("PATCH")) {
                return patch(path, body).statusCode(expected);
            }
            return post(path, body).statusCode(expected);
        };
    }
}
