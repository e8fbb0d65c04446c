package org.coetracker.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;
import static org.coetracker.search.Searches.refs;
import static org.coetracker.search.Searches.search;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.coetracker.Fixture;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found by what; each test looks in a team of its own. */
@QuarkusTest
class SearchApiTest {
    private static final AtomicInteger NEXT = new AtomicInteger();

    /** A word of letters that nothing else has. */
    private static String word() {
        StringBuilder word = new StringBuilder("zq");
        for (long rest = System.nanoTime() * 1_000 + NEXT.incrementAndGet(); rest > 0; rest /= 20) {
            word.append("bcdfghjklmnpqrtvwxza".charAt((int) (rest % 20)));
        }
        return word.toString();
    }

    private static Map<String, Object> everything(String team) {
        return coe(
                team,
                "title",
                "Payments were refused",
                "summary",
                "A certificate had expired on the gateway.",
                "services",
                List.of("checkout-api"),
                "tags",
                List.of("expiry"),
                "regions",
                List.of("us-east-1"),
                "whatHappened",
                map(
                        "narrative",
                        "Carriers saw nothing unusual.",
                        "timeline",
                        List.of(map("at", "2026-01-01T00:00:00Z", "text", "Pager rang twice"))),
                "impact",
                map(
                        "narrative",
                        "Merchants waited",
                        "measures",
                        List.of(map("kind", "other", "value", 3, "unit", "parcels"))),
                "rootCause",
                map(
                        "narrative",
                        "Nobody rotated it",
                        "causes",
                        List.of(map(
                                "kind",
                                "root_cause",
                                "text",
                                "The reminder went to a mailbox of a departed colleague"))),
                "supportingData",
                map(
                        "items",
                        List.of(map(
                                "kind",
                                "link",
                                "title",
                                "Handshake failures by minute",
                                "url",
                                "https://x.test/boards/tls-errors",
                                "text",
                                "Spikes at noon"))),
                "criticalImplications",
                map("items", List.of(map("pillar", "cost", "level", "low", "text", "Refunds were paid"))),
                "lessons",
                map(
                        "items",
                        List.of(map(
                                "kind", "learned", "text", "Watch the validity", "checklistQuestion", "Who renews?"))),
                "correctiveActions",
                List.of(map(
                        "title",
                        "Automate renewal",
                        "description",
                        "By the platform's robot",
                        "tracker",
                        map("system", "jira", "key", "OPS-7301"),
                        "verification",
                        map("criterion", "Nothing lapses"))));
    }

    @ParameterizedTest
    @CsvSource({
        "payments, title",
        "certificates, summary",
        "checkout, services",
        "expiry, tags",
        "us-east, regions",
        "carrier, whatHappened",
        "pager, whatHappened",
        "merchant, impact",
        "rotating, rootCause",
        "mailbox, rootCause",
        "parcel, impact",
        "handshake, supportingData",
        "boards/tls, supportingData",
        "spike, supportingData",
        "refund, criticalImplications",
        "validity, lessons",
        "renews, lessons",
        "automat, correctiveActions",
        "robot, correctiveActions",
        "OPS-7301, correctiveActions",
        "lapse, correctiveActions"
    })
    void whatever_a_coe_says_is_found_and_shown(String q, String member) {
        String team = team();
        String ref = filed(everything(team));
        search(team, q)
                .body("items.ref", contains(ref))
                .body("items[0].highlights.member", hasItem(member))
                .body("items[0].highlights.find { it.member == '" + member + "' }.fragments.match", hasItem(true));
    }

    @Test
    void all_words_have_to_be_there_or_one_of_the_alternatives() {
        String team = team();
        String both = filed(coe(team, "title", "Replica and primary diverged"));
        String one = filed(coe(team, "title", "Replica lagged"));
        assertThat(refs(team, "replica primary")).containsExactly(both);
        assertThat(refs(team, "lagged OR diverged")).containsExactlyInAnyOrder(both, one);
        assertThat(refs(team, "replica -primary ")).containsExactly(one);
        assertThat(refs(team, "\"replica lagged\"")).containsExactly(one);
        assertThat(refs(team, "\"primary replica\"")).isEmpty();
        assertThat(refs(team, "-replica")).isEmpty();
        assertThat(refs(team, "-backups")).containsExactlyInAnyOrder(both, one);
    }

    @Test
    void the_last_word_may_be_going_on_and_a_finished_one_not() {
        String team = team();
        String ref = filed(coe(team, "title", "Restoration was slow", "summary", "In us-east-1."));
        assertThat(refs(team, "slow restora")).containsExactly(ref);
        assertThat(refs(team, "us-ea")).containsExactly(ref);
        search(team, "restora").body("items[0].highlights[0].fragments[0].text", equalTo("Restoration"));
        assertThat(refs(team, "sl ow ")).isEmpty();
    }

    @Test
    void accents_and_case_make_no_difference() {
        String team = team();
        String ref = filed(coe(team, "title", "Müller's queue ÉTAIT full"));
        assertThat(refs(team, "MULLER etait")).containsExactly(ref);
        assertThat(refs(team, "müller")).containsExactly(ref);
    }

    @Test
    void the_title_weighs_more_than_the_rest_and_ties_are_newest_first() {
        String team = team();
        String first = filed(coe(team, "title", "One", "impact", map("narrative", "The gizmo")));
        String second = filed(coe(team, "title", "Two", "impact", map("narrative", "The gizmo")));
        String third = filed(coe(team, "title", "The gizmo"));
        String fourth = filed(coe(team, "title", "Four", "summary", "The gizmo"));
        assertThat(refs(team, "gizmo")).containsExactly(third, fourth, second, first);
    }

    @Test
    void a_long_answer_does_not_keep_what_comes_behind_it_from_weighing() {
        String team = team();
        String padding = "A long account of it. ".repeat(100);
        String narrated = filed(coe(team, "whatHappened", map("narrative", "The gasket")));
        String done = filed(coe(
                team,
                "rootCause",
                map("narrative", padding),
                "correctiveActions",
                List.of(map("title", "Replace the gasket"))));
        String tagged = filed(coe(team, "summary", padding, "tags", List.of("gasket")));
        filed(coe(team, "whatHappened", map("narrative", "No such thing")));
        String later = filed(coe(team, "whatHappened", map("narrative", "The gasket")));
        assertThat(refs(team, "gasket")).containsExactly(tagged, done, later, narrated);
    }

    @Test
    void what_was_begun_is_marked_beside_what_was_finished() {
        String team = team();
        filed(coe(team, "title", "Restoration was slow"));
        search(team, "slow restora")
                .body("items[0].highlights[0].fragments.findAll { it.match }.text", contains("Restoration", "slow"));
        assertThat(refs(team, "r")).isEmpty();
    }

    @Test
    void a_ref_or_an_id_finds_what_it_names_before_what_mentions_it() {
        String team = team();
        String ref = filed(coe(team, "correctiveActions", List.of(map("title", "Do it"))));
        String mentions = filed(coe(team, "summary", "Like " + ref + " all over again."));
        assertThat(refs(team, ref.toLowerCase())).containsExactly(ref, mentions);
        assertThat(refs(team, ref + "-A2")).isEmpty();
        String related = filed(coe(
                team, "relatedItems", List.of(map("kind", "action", "ref", ref + "-A1", "relation", "same_cause"))));
        assertThat(refs(team, ref + "-A1")).containsExactly(ref, related);
        String longer = filed(coe(team, "summary", "Unlike " + ref + "7."));
        assertThat(refs(team, ref)).contains(ref, mentions).doesNotContain(longer);
        for (String path : List.of("/coes/" + ref, "/actions/" + ref + "-A1")) {
            String id = get(path).extract().path("id");
            assertThat(refs(team, id)).containsExactly(ref);
            assertThat(refs(team, id.toUpperCase(Locale.ROOT))).containsExactly(ref);
        }
    }

    @Test
    void filters_all_have_to_hold() {
        String team = team();
        String ref = filed(coe(
                team,
                "title",
                "Gadget",
                "severity",
                "sev1",
                "kind",
                "near_miss",
                "services",
                List.of("a b"),
                "tags",
                List.of("t")));
        filed(coe(team, "title", "Gadget"));
        String path = "/search?q=gadget&team=" + team;
        for (String filter : List.of(
                "severity=sev1", "kind=near_miss", "service=a%20b", "tag=t", "severity=sev1&tag=t&status=draft")) {
            given().urlEncodingEnabled(false)
                    .get(API + path + "&" + filter)
                    .then()
                    .statusCode(200)
                    .body("items.ref", contains(ref));
        }
        get(path + "&createdAfter=2099-01-01T00:00:00Z").body("items", empty());
        get(path + "&createdBefore=2001-01-01T00:00:00Z").body("items", empty());
        get(path + "&status=closed").body("items", empty());
        get(path + "&severity=sev9").statusCode(400);
    }

    @Test
    void pages_are_stable_while_others_write() {
        String team = team();
        List<String> all = new ArrayList<>();
        for (int number = 0; number < 7; number++) {
            all.add(filed(coe(team, "title", number % 2 == 0 ? "Flange" : "Other", "summary", "A flange")));
        }
        List<String> read = new ArrayList<>();
        String cursor = null;
        do {
            var page =
                    given().queryParam("q", "flange").queryParam("team", team).queryParam("limit", 2);
            if (cursor != null) {
                page.queryParam("cursor", cursor);
            }
            ValidatableResponse answer = page.get(API + "/search").then().statusCode(200);
            read.addAll(answer.extract().path("items.ref"));
            cursor = answer.extract().path("nextCursor");
            filed(coe(team, "title", "Flange flange", "summary", "Flange"));
        } while (cursor != null && read.size() < 20);
        assertThat(read).containsAll(all).doesNotHaveDuplicates();
    }

    @Test
    void a_cursor_of_another_search_is_refused() {
        String team = team();
        filed(coe(team, "title", "Widget one"));
        filed(coe(team, "title", "Widget two"));
        String cursor = get("/search?q=widget&limit=1&team=" + team).extract().path("nextCursor");
        get("/search?q=widget&limit=1&team=" + team + "&cursor=" + cursor).statusCode(200);
        get("/search?q=widgets&limit=1&team=" + team + "&cursor=" + cursor).statusCode(400);
        for (String odd : List.of("x", "WzEsMl0", "bnVsbA")) {
            get("/search?q=widget&cursor=" + odd).statusCode(400);
        }
    }

    @Test
    void what_changes_is_found_as_it_is_now() {
        String team = team();
        String ref = filed(coe(team, "title", "Spindle", "correctiveActions", List.of(map("title", "Grease it"))));
        patch("/coes/" + ref, map("title", "Axle")).statusCode(200);
        patch("/actions/" + ref + "-A1", map("description", "With lanolin")).statusCode(200);
        post("/coes/" + ref + "/actions", map("title", "Replace bearings")).statusCode(201);
        assertThat(refs(team, "spindle")).isEmpty();
        for (String q : List.of("axle", "lanolin", "bearing", "axle lanolin bearings")) {
            assertThat(refs(team, q)).as(q).containsExactly(ref);
        }
        given().header("If-Match", "*")
                .delete(API + "/actions/" + ref + "-A2")
                .then()
                .statusCode(204);
        assertThat(refs(team, "bearing")).isEmpty();
        given().header("If-Match", "*").delete(API + "/coes/" + ref).then().statusCode(204);
        assertThat(refs(team, "axle")).isEmpty();
    }

    @Test
    void two_who_write_at_once_are_both_found() {
        for (int round = 0; round < 10; round++) {
            String team = team();
            String ref = filed(coe(team, "correctiveActions", List.of(map("title", "First"), map("title", "Second"))));
            CompletableFuture<?>[] writers = List.of("1", "2").stream()
                    .map(number -> CompletableFuture.runAsync(
                            () -> patch("/actions/" + ref + "-A" + number, map("description", "pulley" + number))
                                    .statusCode(200)))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(writers).join();
            assertThat(refs(team, "pulley1 pulley2")).containsExactly(ref);
        }
    }

    @Test
    void an_outsider_finds_nothing_of_a_restricted_one() {
        String team = team();
        String owner = person();
        String secret = word();
        String open = filed(coe(team, "title", "Rivet", "summary", "Public."));
        Map<String, Object> hidden = coe(
                team,
                "title",
                "Rivet " + secret,
                "owner",
                owner,
                "confidentiality",
                "restricted",
                "correctiveActions",
                List.of(map("title", "Hide the " + secret)));
        String ref = filed(hidden);
        assertThat(refs(team, secret)).containsExactly(ref);
        assertThat(SignedIn.as(owner, () -> refs(team, secret))).containsExactly(ref);
        SignedIn.as(person(), () -> {
            for (String q : List.of(secret, secret.substring(0, 8), ref, ref + "-A1", secret.substring(1))) {
                search(team, q).body("items", empty()).body("tolerant", equalTo(false));
            }
            search(team, "rivet").body("items.ref", contains(open));
            search(team, "rivet OR " + secret).body("items.ref", not(hasItem(ref)));
            return null;
        });
        Fixture.submit(open);
        patch("/coes/" + open, map("confidentiality", "restricted")).statusCode(200);
        SignedIn.as(person(), () -> search(team, "rivet").body("items", empty()));
    }
}
