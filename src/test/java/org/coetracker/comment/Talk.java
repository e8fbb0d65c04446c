package org.coetracker.comment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;

import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What tests of comments say and are told. */
final class Talk {
    private Talk() {}

    /** The ref of a new COE with something of everything. */
    static String record(Object... members) {
        Map<String, Object> coe = coe(team(), members);
        coe.putIfAbsent("owner", person());
        coe.putIfAbsent("impact", map("measures", List.of(measure("customers", 5), measure("requests", 7))));
        coe.putIfAbsent(
                "rootCause",
                map("causes", List.of(cause("c1", "The queue had no limit."), cause("c2", "Nobody looked."))));
        coe.putIfAbsent("tags", List.of("runbook", "a/b~c"));
        coe.putIfAbsent("correctiveActions", List.of(map("title", "Limit it"), map("title", "Look at it")));
        return filed(coe);
    }

    static Map<String, Object> measure(String kind, int value) {
        return map("kind", kind, "value", value);
    }

    static Map<String, Object> cause(String id, String text) {
        return map("id", id, "kind", "root_cause", "text", text);
    }

    /** Sends a comment. */
    static ValidatableResponse say(String coe, String text, Object... members) {
        Map<String, Object> comment = map(members);
        comment.put("text", text);
        return post("/coes/" + coe + "/comments", comment);
    }

    /** The id of a new comment. */
    static String said(String coe, String text, Object... members) {
        return say(coe, text, members).statusCode(201).extract().path("id");
    }

    static ValidatableResponse read(String coe, String comment) {
        return get("/coes/" + coe + "/comments/" + comment).statusCode(200);
    }

    /** The texts of a list of comments. */
    static List<String> texts(String coe, String query) {
        return get("/coes/" + coe + "/comments" + query)
                .statusCode(200)
                .extract()
                .path("items.text");
    }

    static String path(String coe, String comment) {
        return "/coes/" + coe + "/comments/" + comment;
    }

    /** Waits until all are here. */
    static void together(CountDownLatch ready) throws InterruptedException {
        ready.countDown();
        assertThat(ready.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
