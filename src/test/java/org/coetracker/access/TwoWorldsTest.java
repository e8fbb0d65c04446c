package org.coetracker.access;

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

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coetracker.SignedIn;
import org.coetracker.report.FreshReports;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What an outsider is answered in two worlds that differ only in a restricted COE with all that belongs to it: the world
 * before and the world after it was filed, worked on, flagged and decided about.
 */
@QuarkusTest
class TwoWorldsTest {
    private static final Pattern CURSOR = Pattern.compile("(cursor=|\"nextCursor\":\")([A-Za-z0-9_-]{8,})");
    /** The database's count of transactions, and the time of asking: both go on whatever happens. */
    private static final Pattern MOMENT = Pattern.compile(",\"(?:\\d+:\\d+:[\\d,]*)?\",\"[^\"]*\"]$");

    private static final List<String> LISTS = List.of(
            "/coes",
            "/coes?sort=updatedAt",
            "/coes?sort=-updatedAt",
            "/coes?sort=severity",
            "/coes?sort=ref",
            "/coes?sort=-startedAt",
            "/coes?team={team}",
            "/coes?owner={owner}",
            "/coes?reviewer={owner}",
            "/coes?confidentiality=restricted",
            "/coes?hasOverdue=true",
            "/coes?tag=secret",
            "/coes?service=vault",
            "/coes?q=Vault",
            "/coes?status=draft&severity=sev1",
            "/actions",
            "/actions?sort=priority",
            "/actions?sort=-updatedAt",
            "/actions?overdue=true",
            "/actions?flagged=true",
            "/actions?owner={owner}",
            "/actions?team={team}",
            "/actions?q=Rotate",
            "/actions?state=committed&priority=p0",
            "/overdue-reviews",
            "/overdue-reviews?status=pending&sort=-dueOn",
            "/overdue-reviews?team={team}",
            "/people",
            "/people?team={team}",
            "/teams");

    private static final List<String> REPORTS = List.of(
            "/reports/actions?groupBy=team",
            "/reports/actions?groupBy=owner",
            "/reports/actions?groupBy=severity",
            "/reports/actions?groupBy=priority",
            "/reports/actions?groupBy=type",
            "/reports/actions?groupBy=coe");

    private String owner;
    private String outsider;
    private String team;

    @BeforeEach
    void people() {
        owner = person();
        outsider = person();
        team = team();
    }

    private String team() {
        String handle = name("t");
        post("/teams", map("handle", handle, "name", "Team", "members", List.of(outsider)))
                .statusCode(201);
        return handle;
    }

    private Map<String, Object> overdueAction(String title) {
        return map("title", title, "state", "committed", "priority", "p0", "owner", owner, "dueOn", "2020-01-01");
    }

    /** What everybody may see, in both worlds. */
    private void common() {
        for (String severity : List.of("sev1", "sev2", "sev1")) {
            filed(coe(team, "severity", severity, "owner", owner, "correctiveActions", List.of(overdueAction("Test"))));
        }
        sweep();
    }

    private static void sweep() {
        post("/jobs/overdue-sweep/runs", map()).statusCode(201);
    }

    /** The restricted COE, and a life of it. */
    private String secret() {
        String ref = filed(coe(
                team,
                "title",
                "Vault was open",
                "severity",
                "sev1",
                "owner",
                owner,
                "reviewers",
                List.of(owner),
                "confidentiality",
                "restricted",
                "tags",
                List.of("secret"),
                "services",
                List.of("vault"),
                "incident",
                map("startedAt", "2026-01-01T00:00:00Z"),
                "correctiveActions",
                List.of(overdueAction("Rotate keys"), overdueAction("Rotate more keys"))));
        sweep();
        patch("/coes/" + ref, map("summary", "Vault was open for a day.")).statusCode(200);
        patch("/actions/" + ref + "-A1", map("description", "Rotate them all.")).statusCode(200);
        String review = get("/overdue-reviews?status=pending&limit=200&team=" + team)
                .extract()
                .path("items.find { it.action == '" + ref + "-A2' }.id");
        move(
                        "/overdue-reviews/" + review + "/decision",
                        map("decision", "re_date", "dueOn", "2100-01-01", "reason", "Late."))
                .statusCode(200);
        return ref;
    }

    @Test
    void every_list_total_page_cursor_header_and_report_is_the_same_in_both() {
        common();
        Map<String, String> before = everything();
        secret();
        Map<String, String> after = everything();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        after.forEach((request, answer) -> assertThat(answer).as(request).isEqualTo(before.get(request)));
        // A test that could not fail would say nothing: the owner does see the difference.
        assertThat(SignedIn.as(
                        owner,
                        () -> get("/coes?count=true&team=" + team).extract().<Integer>path("total")))
                .isEqualTo(4);
        assertThat(SignedIn.as(
                        outsider,
                        () -> get("/coes?count=true&team=" + team).extract().<Integer>path("total")))
                .isEqualTo(3);
    }

    /** Every answer to the outsider, page by page, with what goes on in any world left out. */
    private Map<String, String> everything() {
        FreshReports.forget();
        Map<String, String> answers = new LinkedHashMap<>();
        return SignedIn.as(outsider, () -> {
            for (String list : LISTS) {
                String path = list.replace("{team}", team).replace("{owner}", owner);
                String more = (path.contains("?") ? "&" : "?") + "limit=7&count=true";
                pages(path + more, answers);
            }
            for (String report : REPORTS) {
                pages(report + "&limit=200", answers);
            }
            for (String job : List.of("/jobs/overdue-sweep")) {
                Response answer = given().get(API + job);
                assertThat(answer.<Object>path("lastRun.flagged")).isNull();
                assertThat(answer.<Object>path("lastRun.scanned")).isNull();
            }
            return answers;
        });
    }

    private static void pages(String first, Map<String, String> answers) {
        String next = first;
        // The first pages are enough where the whole test database is listed.
        for (int page = 0; next != null && page < 6; page++) {
            Response answer = given().get(API + next);
            assertThat(answer.statusCode()).as(next).isEqualTo(200);
            answers.put(masked(first + " " + page), masked(shown(answer)));
            String cursor = answer.path("nextCursor");
            next = cursor == null ? null : first + "&cursor=" + cursor;
        }
    }

    private static String shown(Response answer) {
        List<String> headers = new ArrayList<>();
        answer.headers().forEach(header -> {
            boolean goesOn = List.of("x-request-id", "date", "etag")
                    .contains(header.getName().toLowerCase());
            // The tag of a page with a cursor changes with the cursor.
            if (!goesOn || header.getName().equalsIgnoreCase("etag") && answer.path("nextCursor") == null) {
                headers.add(header.toString());
            }
        });
        String body = answer.asString().replaceAll("\"asOf\":\"[^\"]*\"", "\"asOf\":\"…\"");
        return headers + "\n" + body;
    }

    private static String masked(String text) {
        Matcher cursor = CURSOR.matcher(text);
        return cursor.replaceAll(found -> {
            String decoded = new String(Base64.getUrlDecoder().decode(found.group(2)), StandardCharsets.UTF_8);
            return Matcher.quoteReplacement(
                    found.group(1) + MOMENT.matcher(decoded).replaceAll(""));
        });
    }

    @Test
    void what_is_restricted_is_answered_as_what_never_was() {
        String ref = secret();
        String never = "COE-999999999";
        String id = get("/coes/" + ref).extract().path("id");
        String action = get("/actions/" + ref + "-A1").extract().path("id");
        String review = get("/overdue-reviews?limit=200&team=" + team)
                .extract()
                .path("items.find { it.action == '" + ref + "-A1' }.id");
        String nothing = "0199c0de-0000-7000-8000-000000000000";
        SignedIn.as(outsider, () -> {
            same("/coes/", "", ref, never);
            same("/coes/", "", id, nothing);
            same("/coes/", "/actions", ref, never);
            same("/coes/", "/history", ref, never);
            same("/coes/", "/revisions/1", ref, never);
            same("/actions/", "", ref + "-A1", never + "-A1");
            same("/actions/", "", action, nothing);
            same("/overdue-reviews/", "", review, nothing);
            for (String move : List.of("submit", "approve", "close", "reopen", "withdraw", "request-changes")) {
                sameMove("/coes/", "/" + move, ref, never);
            }
            for (String move : List.of("commit", "start", "complete", "verify", "refuse", "reopen", "re-date")) {
                sameMove("/actions/", "/" + move, ref + "-A1", never + "-A1");
            }
            sameMove("/overdue-reviews/", "/decision", review, nothing);
            // A pointer at it is a pointer at nothing.
            assertThat(related(ref)).isEqualTo(related(never).replace(never, ref));
            return null;
        });
    }

    private String related(String ref) {
        return post(
                        "/coes",
                        coe(team, "relatedItems", List.of(map("kind", "coe", "ref", ref, "relation", "same_cause"))))
                .statusCode(422)
                .extract()
                .asString()
                .replaceAll("request:[^\"]*", "");
    }

    private static void same(String path, String rest, String hidden, String never) {
        compare(given().get(API + path + hidden + rest), given().get(API + path + never + rest), hidden, never);
    }

    private static void sameMove(String path, String rest, String hidden, String never) {
        compare(sent(path + hidden + rest), sent(path + never + rest), hidden, never);
    }

    private static Response sent(String path) {
        Map<String, Object> everyMember = map("decision", "done", "evidence", "Seen.");
        Map<String, Object> body = switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "decision" -> everyMember;
            case "request-changes" -> map("comment", "Why?");
            case "withdraw" -> map("reason", "None.");
            case "commit" -> map("owner", "admin");
            case "verify" -> map("outcome", "worked", "evidence", "Seen.");
            case "refuse" -> map("reason", "No.", "approver", "admin", "lookAgainOn", "2100-01-01");
            case "re-date" -> map("dueOn", "2100-01-01", "reason", "Late.");
            case "reopen" ->
                path.startsWith("/actions") ? map("reason", "Again.", "dueOn", "2100-01-01") : map("reason", "Again.");
            default -> map();
        };
        return given().contentType("application/json")
                .header("If-Match", "\"77\"")
                .body(body)
                .post(API + path);
    }

    private static void compare(Response hidden, Response never, String hiddenName, String neverName) {
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(hidden.asString().replaceAll("request:[^\"]*", "").replace(hiddenName, "…"))
                .isEqualTo(never.asString().replaceAll("request:[^\"]*", "").replace(neverName, "…"));
        assertThat(hidden.headers().size()).isEqualTo(never.headers().size());
    }
}
