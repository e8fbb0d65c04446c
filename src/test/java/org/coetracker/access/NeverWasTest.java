package org.coetracker.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.post;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.Test;

/** Whatever an outsider asks of a restricted record, they are answered as if there had never been one. */
@QuarkusTest
class NeverWasTest {
    private static final String NEVER = "COE-999999999";
    private static final String NOTHING = "0199c0de-0000-7000-8000-000000000000";

    @Test
    void what_is_restricted_is_answered_as_what_never_was() {
        World world = new World();
        String ref = world.secret();
        String id = get("/coes/" + ref).extract().path("id");
        String tag = get("/coes/" + ref).extract().header("ETag");
        String action = get("/actions/" + ref + "-A1").extract().path("id");
        String review = world.review(ref + "-A1");
        String comment = world.secretComment();
        String file = get("/coes/" + ref + "/attachments").extract().path("items[0].id");
        String picture = get("/coes/" + ref + "/attachments").extract().path("items[1].id");
        String digest = get("/coes/" + ref + "/attachments/" + file + "/content")
                .extract()
                .header("ETag");
        world.outsiders()
                .forEach((who, token) -> SignedIn.with(token, () -> {
                    reads(ref, id, action, review, comment, tag);
                    files(ref, file, picture, tag, digest);
                    for (String ifMatch : List.of("\"77\"", tag, "*")) {
                        writes(ref, review, comment, ifMatch);
                    }
                    // A pointer at it is a pointer at nothing.
                    assertThat(related(world.team(), ref))
                            .as(who)
                            .isEqualTo(related(world.team(), NEVER).replace(NEVER, ref));
                    return null;
                }));
    }

    private static void reads(String ref, String id, String action, String review, String comment, String tag) {
        for (String ifNoneMatch : List.of("\"77\"", tag, "*")) {
            same("/coes/", "", ref, NEVER, ifNoneMatch);
            same("/coes/", "", id, NOTHING, ifNoneMatch);
            for (String form : List.of("text/markdown", "application/pdf", "text/markdown, */*;q=0.1")) {
                compare(
                        given().accept(form)
                                .header("If-None-Match", ifNoneMatch)
                                .get(API + "/coes/" + ref),
                        given().accept(form)
                                .header("If-None-Match", ifNoneMatch)
                                .get(API + "/coes/" + NEVER),
                        ref,
                        NEVER);
            }
            same("/coes/", "/actions", ref, NEVER, ifNoneMatch);
            same("/coes/", "/similar", ref, NEVER, ifNoneMatch);
            same("/coes/", "/history", ref, NEVER, ifNoneMatch);
            same("/coes/", "/causes", ref, NEVER, ifNoneMatch);
            same("/coes/", "/reviews", ref, NEVER, ifNoneMatch);
            same("/coes/", "/reviews/1", ref, NEVER, ifNoneMatch);
            same("/coes/", "/quality", ref, NEVER, ifNoneMatch);
            same("/coes/", "/comments", ref, NEVER, ifNoneMatch);
            same("/coes/", "/comments?pointer=/correctiveActions/0", ref, NEVER, ifNoneMatch);
            same("/coes/", "/comments/" + comment, ref, NEVER, ifNoneMatch);
            same("/coes/", "/revisions/1", ref, NEVER, ifNoneMatch);
            same("/actions/", "", ref + "-A1", NEVER + "-A1", ifNoneMatch);
            same("/actions/", "", action, NOTHING, ifNoneMatch);
            same("/overdue-reviews/", "", review, NOTHING, ifNoneMatch);
        }
    }

    private static void files(String ref, String file, String picture, String tag, String digest) {
        for (String ifNoneMatch : List.of("\"77\"", tag, digest, "*")) {
            same("/coes/", "/attachments", ref, NEVER, ifNoneMatch);
            same("/coes/", "/attachments/" + file, ref, NEVER, ifNoneMatch);
            same("/coes/", "/attachments/" + file + "/content", ref, NEVER, ifNoneMatch);
            same("/coes/", "/attachments/" + file + "/chart", ref, NEVER, ifNoneMatch);
            same("/coes/", "/attachments/" + picture + "/thumbnail", ref, NEVER, ifNoneMatch);
            sameWrite("DELETE", "/coes/", "/attachments/" + file, ref, NEVER, ifNoneMatch);
        }
        sameWrite("POST", "/coes/", "/attachments", ref, NEVER, "*");
    }

    private static void writes(String ref, String review, String comment, String ifMatch) {
        for (String method : List.of("PATCH", "DELETE")) {
            sameWrite(method, "/coes/", "", ref, NEVER, ifMatch);
            sameWrite(method, "/actions/", "", ref + "-A1", NEVER + "-A1", ifMatch);
        }
        sameWrite("DELETE", "/coes/", "/quality/waivers/five-whys-depth", ref, NEVER, ifMatch);
        for (String method : List.of("PATCH", "DELETE")) {
            sameWrite(method, "/coes/", "/comments/" + comment, ref, NEVER, ifMatch);
        }
        for (String move : List.of("", "/" + comment + "/resolve", "/" + comment + "/reopen")) {
            sameWrite("POST", "/coes/", "/comments" + move, ref, NEVER, ifMatch);
        }
        for (String move : List.of(
                "submit", "approve", "close", "reopen", "withdraw", "request-changes", "actions", "quality/waivers")) {
            sameWrite("POST", "/coes/", "/" + move, ref, NEVER, ifMatch);
        }
        for (String move : List.of("commit", "start", "complete", "verify", "refuse", "reopen", "re-date")) {
            sameWrite("POST", "/actions/", "/" + move, ref + "-A1", NEVER + "-A1", ifMatch);
        }
        sameWrite("POST", "/overdue-reviews/", "/decision", review, NOTHING, ifMatch);
    }

    private static String related(String team, String ref) {
        return post(
                        "/coes",
                        coe(team, "relatedItems", List.of(map("kind", "coe", "ref", ref, "relation", "same_cause"))))
                .statusCode(422)
                .extract()
                .asString()
                .replaceAll("request:[^\"]*", "");
    }

    private static void same(String path, String rest, String hidden, String never, String ifNoneMatch) {
        compare(
                given().header("If-None-Match", ifNoneMatch).get(API + path + hidden + rest),
                given().header("If-None-Match", ifNoneMatch).get(API + path + never + rest),
                hidden,
                never);
    }

    private static void sameWrite(
            String method, String path, String rest, String hidden, String never, String ifMatch) {
        compare(sent(method, path + hidden + rest, ifMatch), sent(method, path + never + rest, ifMatch), hidden, never);
    }

    private static Response sent(String method, String path, String ifMatch) {
        if (method.equals("DELETE")) {
            return given().header("If-Match", ifMatch).delete(API + path);
        }
        if (method.equals("PATCH")) {
            return given().contentType("application/merge-patch+json")
                    .header("If-Match", ifMatch)
                    .body(map("title", "Mine"))
                    .patch(API + path);
        }
        return given().contentType("application/json")
                .header("If-Match", ifMatch)
                .body(body(path))
                .post(API + path);
    }

    private static Map<String, Object> body(String path) {
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "actions" -> map("title", "Mine");
            case "comments" -> map("text", "Mine");
            case "decision" -> map("decision", "done", "evidence", "Seen.");
            case "request-changes" -> map("comment", "Why?");
            case "waivers" -> map("rule", "five-whys-depth", "reason", "None.");
            case "withdraw" -> map("reason", "None.");
            case "commit" -> map("owner", "admin");
            case "verify" -> map("outcome", "worked", "evidence", "Seen.");
            case "refuse" -> map("reason", "No.", "approver", "admin", "lookAgainOn", Ground.nextYear());
            case "re-date" -> map("dueOn", Ground.nextYear(), "reason", "Late.");
            case "reopen" ->
                path.startsWith("/actions")
                        ? map("reason", "Again.", "dueOn", Ground.nextYear())
                        : path.contains("/comments/") ? map() : map("reason", "Again.");
            default -> map();
        };
    }

    private static void compare(Response hidden, Response never, String hiddenName, String neverName) {
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(hidden.asString().replaceAll("request:[^\"]*", "").replace(hiddenName, "…"))
                .isEqualTo(never.asString().replaceAll("request:[^\"]*", "").replace(neverName, "…"));
        assertThat(hidden.headers().size()).isEqualTo(never.headers().size());
    }
}
