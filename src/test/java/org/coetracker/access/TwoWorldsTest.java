package org.coetracker.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.get;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coetracker.SignedIn;
import org.coetracker.report.FreshReports;
import org.coetracker.shared.json.JsonText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What outsiders are answered in two worlds that differ only in a restricted COE with all that belongs to it: the world
 * before and the world after it was filed, worked on, flagged and decided about.
 */
@QuarkusTest
class TwoWorldsTest {
    private static final Pattern CURSOR = Pattern.compile("(cursor=|\"nextCursor\":\")([A-Za-z0-9_-]{8,})");
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; *rel=\"?next\"?");
    /** The database's count of transactions, and the time of asking: both go on whatever happens. */
    private static final Pattern MOMENT = Pattern.compile(",\"(?:\\d+:\\d+:[\\d,]*)?\",\"[^\"]*\"]$");
    /** Which run of a job it was, and when. */
    private static final Pattern OF_A_RUN =
            Pattern.compile("(?<=[\"=])[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=\")|\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z"
                    + "|(?<=cursor=|\"nextCursor\":\")[A-Za-z0-9_-]+");

    /** Read page by page, with {@code limit} and {@code count}. */
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
            "/late-coes",
            "/late-coes?status=pending&sort=-dueOn",
            "/me/work",
            "/me/notices",
            "/me/notices?unread=true",
            "/people",
            "/people?team={team}",
            "/teams");

    /** Read page by page, with {@code limit}; nobody counts what is found. */
    private static final List<String> FOUND = List.of(
            "/search?q=Vault",
            "/search?q=valt",
            "/search?q=open",
            "/search?q=secret&service=vault",
            "/search?q=rotate+keys",
            "/search?q=-nothing&team={team}",
            "/search?q={coe}",
            "/lessons",
            "/lessons?q=vault",
            "/lessons?q=day&team={team}",
            "/lessons/checklist",
            "/lessons/checklist?tag=secret");

    private static final List<String> REPORTS = List.of(
            "/reports/recurrence?groupBy=team",
            "/reports/recurrence?groupBy=service",
            "/reports/recurrence?groupBy=cause_category",
            "/reports/recurrence?groupBy=month",
            "/reports/actions?groupBy=team",
            "/reports/actions?groupBy=owner",
            "/reports/actions?groupBy=severity",
            "/reports/actions?groupBy=priority",
            "/reports/actions?groupBy=type",
            "/reports/actions?groupBy=coe");

    /** What is seen in both worlds, read by itself. */
    private static final List<String> SINGLE = List.of(
            "/coes/{coe}",
            "/coes/{coe}/actions",
            "/coes/{coe}/similar",
            "/coes/{coe}/history",
            "/coes/{coe}/reviews",
            "/coes/{coe}/reviews/1",
            "/coes/{coe}/quality",
            "/coes/{coe}/comments",
            "/coes/{coe}/comments/{comment}",
            "/coes/{coe}/causes",
            "/coes/{coe}/attachments",
            "/coes/{coe}/attachments/{table}",
            "/coes/{coe}/attachments/{table}/content",
            "/coes/{coe}/attachments/{table}/chart",
            "/coes/{coe}/attachments/{picture}/thumbnail",
            "/coes/{coe}/revisions/1",
            "/actions/{coe}-A1",
            "/overdue-reviews/{review}",
            "/people/{owner}",
            "/teams/{team}",
            "/teams/{team}/calendar",
            "/templates",
            "/templates/incident",
            "/policies",
            "/policies/due-dates",
            "/me",
            "/me/calendar.ics",
            "/me/calendar-address",
            "/me/notice-settings");

    /** The last two runs are alike in both worlds, but for their ids and times. */
    private static final List<String> JOBS = List.of(
            "/jobs", "/jobs/overdue-sweep", "/jobs/overdue-sweep/runs?limit=2", "/jobs/overdue-sweep/runs/{run}");

    private static final Set<String> LEFT_OUT = Set.of(
            // For administrators, who see everything.
            "/audit",
            "/audit/verification",
            "/mail-deliveries",
            // One's own tokens, which have to do with no record.
            "/people/{}/tokens",
            // It never ends; EventStreamTest compares what an outsider hears with what they may see.
            "/events",
            // What /me/calendar.ics shows, at a secret address.
            "/calendars/{}.ics",
            // One's own webhooks; what those are told of what is restricted, WebhookTellingTest sees.
            "/webhooks",
            "/webhooks/{}",
            "/webhooks/{}/deliveries",
            // Who is signed in by a cookie; has to do with no record.
            "/session");

    private World world;

    @BeforeEach
    void people() {
        world = new World();
    }

    @Test
    void every_answer_with_its_total_pages_cursors_and_headers_is_the_same_in_both() {
        world.common();
        Map<String, String> before = everything();
        world.secret();
        Map<String, String> after = everything();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        after.forEach((request, answer) -> assertThat(answer).as(request).isEqualTo(before.get(request)));
        // A test that could not fail would say nothing: the owner does see the difference.
        assertThat(SignedIn.as(world.owner(), this::total)).isEqualTo(4);
        world.outsiders()
                .forEach((who, token) ->
                        assertThat(SignedIn.with(token, this::total)).as(who).isEqualTo(3));
    }

    private int total() {
        return get("/coes?count=true&team=" + world.team()).extract().path("total");
    }

    @Test
    void every_path_that_can_be_read_is_read_here_or_left_out_for_a_reason() {
        Set<String> readable = new TreeSet<>();
        JsonNode document = JsonText.parse(given().get("/q/openapi?format=json").asString());
        document.path("paths").fields().forEachRemaining(path -> {
            if (path.getValue().has("get")) {
                readable.add(path.getKey().replace(API, "").replaceAll("\\{[^}]*}", "{}"));
            }
        });
        Set<String> read = new TreeSet<>(LEFT_OUT);
        for (List<String> paths : List.of(LISTS, FOUND, REPORTS, SINGLE, JOBS)) {
            paths.forEach(path -> read.add(path.replaceAll("\\?.*", "")
                    .replace("/overdue-sweep", "/{}")
                    .replace("/policies/due-dates", "/policies/{}")
                    .replace("/templates/incident", "/templates/{}")
                    .replace("/revisions/1", "/revisions/{}")
                    .replace("/reviews/1", "/reviews/{}")
                    .replace("{coe}-A1", "{}")
                    .replaceAll("\\{[^}]*}", "{}")));
        }
        assertThat(read).isEqualTo(readable);
    }

    /** Every answer to the outsiders, page by page, with what goes on in any world left out. */
    private Map<String, String> everything() {
        FreshReports.forget();
        Map<String, String> answers = new LinkedHashMap<>();
        world.outsiders()
                .forEach((who, token) -> SignedIn.with(token, () -> {
                    Map<String, String> seen = new LinkedHashMap<>();
                    for (String list : LISTS) {
                        pages(world.path(list) + (list.contains("?") ? "&" : "?") + "limit=7&count=true", "*/*", seen);
                    }
                    for (String list : FOUND) {
                        pages(world.path(list) + (list.contains("?") ? "&" : "?") + "limit=7", "*/*", seen);
                    }
                    for (String report : REPORTS) {
                        pages(report + "&limit=200", "application/json", seen);
                        pages(report + "&limit=200", "text/csv", seen);
                    }
                    for (String path : SINGLE) {
                        pages(world.path(path), "*/*", seen);
                    }
                    pages(world.path("/coes/{coe}"), "text/markdown", seen);
                    for (String path : JOBS) {
                        Response answer = given().get(API + world.path(path));
                        assertThat(answer.statusCode()).as(path).isEqualTo(200);
                        seen.put(path, OF_A_RUN.matcher(shown(answer, false)).replaceAll("…"));
                    }
                    seen.forEach((request, answer) -> answers.put(who + ": " + request, answer));
                    return null;
                }));
        return answers;
    }

    private static void pages(String first, String accept, Map<String, String> answers) {
        String next = API + first;
        // The first pages are enough where the whole test database is listed.
        for (int page = 0; next != null && page < 6; page++) {
            Response answer = given().accept(accept).urlEncodingEnabled(false).get(next);
            assertThat(answer.statusCode()).as(next).isEqualTo(200);
            String link = answer.header("Link");
            // The tag of a page with a cursor changes with the cursor.
            answers.put(accept + " " + first + " " + page, masked(shown(answer, link == null)));
            Matcher more = NEXT.matcher(link == null ? "" : link);
            next = more.find() ? more.group(1) : null;
        }
    }

    private static String shown(Response answer, boolean withTag) {
        List<String> headers = new ArrayList<>();
        answer.headers().forEach(header -> {
            String name = header.getName().toLowerCase();
            // The length is that of what is compared, before what goes on is left out.
            if (!List.of("x-request-id", "date", "content-length").contains(name)
                    && (withTag || !name.equals("etag"))) {
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
}
