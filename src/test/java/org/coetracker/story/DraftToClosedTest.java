package org.coetracker.story;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.SignedIn.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.coetracker.Fixture;
import org.coetracker.notice.Happenings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One real incident, as its engineers would have gone through it: from the first line to the closed record, and elsewhere. */
@QuarkusTest
class DraftToClosedTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the record has of its own wherever it is: who keeps it, and when. */
    private static final Set<String> KEPT = Set.of(
            "id",
            "ref",
            "version",
            "status",
            "createdBy",
            "createdAt",
            "updatedAt",
            "submittedAt",
            "approvedAt",
            "closedAt",
            "review");

    @Inject
    Happenings happenings;

    private final List<Integer> blockers = new ArrayList<>();
    private String ana;
    private String ben;
    private String lee;
    private String mia;
    private String team;
    private ObjectNode incident;
    private String ref;

    @BeforeEach
    void people() {
        ana = person();
        ben = person();
        lee = person();
        mia = person();
        team = team();
        incident = incident();
    }

    @Test
    void the_database_deletion_of_2017_is_written_reviewed_and_closed_and_filed_elsewhere_without_a_loss()
            throws Exception {
        writtenUnderPressure();
        assertThat(blockers).first().isEqualTo(8);
        assertThat(blockers).last().isEqualTo(0);
        reviewedInTwoRounds();
        closedWhenItsActionsAreVerified();
        String document = as(ana, () -> exported("text/markdown").asString());
        printed();
        assertThat(document).contains("## Root cause", "sender authentication");
        filedElsewhere(document);
    }

    private void writtenUnderPressure() throws Exception {
        ref = as(
                ana,
                () -> post("/coes", map("title", "Database gone", "severity", "sev1", "team", team))
                        .statusCode(201)
                        .extract()
                        .path("ref"));
        judge();
        as(
                ana,
                () -> move("/coes/" + ref + "/submit", map())
                        .statusCode(422)
                        .body("findings.rule", hasItem("summary-stands-alone")));
        answer("title", "incident", "services", "regions", "tags");
        answer("supportingData");
        as(
                ana,
                () -> given().contentType("text/csv")
                        .header("If-Match", "*")
                        .body(timeline())
                        .post(API + "/coes/" + ref + "/timeline")
                        .then()
                        .statusCode(200)
                        .body(
                                "added",
                                equalTo(incident.at("/whatHappened/timeline").size())));
        as(
                ana,
                () -> patch(
                                "/coes/" + ref,
                                map("whatHappened", map("narrative", incident.at("/whatHappened/narrative"))))
                        .statusCode(200));
        judge();
        twoPeopleAtOnce("impact", "rootCause");
        judge();
        answer("criticalImplications");
        answer("lessons");
        actions();
        judge();
        answer("summary");
        as(
                ana,
                () -> get("/coes/" + ref)
                        .body(
                                "impact.measures",
                                hasSize(incident.at("/impact/measures").size()))
                        .body(
                                "rootCause.causes",
                                hasSize(incident.at("/rootCause/causes").size()))
                        .body(
                                "whatHappened.timeline",
                                hasSize(incident.at("/whatHappened/timeline").size())));
    }

    private void reviewedInTwoRounds() {
        as(ana, () -> patch("/coes/" + ref, map("reviewers", List.of(lee))).statusCode(200));
        as(ana, () -> move("/coes/" + ref + "/submit", map()).statusCode(200).body("status", equalTo("in_review")));
        as(ana, () -> move("/coes/" + ref + "/approve", map()).statusCode(403));
        String question = as(
                lee,
                () -> post(
                                "/coes/" + ref + "/comments",
                                map("pointer", "/rootCause/causes/c1", "text", "Who owned the backups, @" + ana + "?"))
                        .statusCode(201)
                        .extract()
                        .path("id"));
        as(
                lee,
                () -> move("/coes/" + ref + "/request-changes", map("comment", "Say who owned the backups."))
                        .statusCode(200)
                        .body("status", equalTo("changes_requested")));
        happenings.tell();
        as(ana, () -> {
            get("/me/notices").body("items.type", hasItem("comment.mentioned"));
            return post("/coes/" + ref + "/comments", map("replyTo", question, "text", "Nobody: see the summary."))
                    .statusCode(201);
        });
        String summary = incident.get("summary").asText() + " Nobody owned the backups until then.";
        as(ana, () -> patch("/coes/" + ref, map("summary", summary)).statusCode(200));
        as(
                lee,
                () -> move("/coes/" + ref + "/comments/" + question + "/resolve", map())
                        .statusCode(200));
        as(ana, () -> move("/coes/" + ref + "/submit", map()).statusCode(200));
        Fixture.approve(ref).statusCode(200).body("status", equalTo("approved"));
        as(
                lee,
                () -> get("/coes/" + ref + "/reviews")
                        .body("items.round", contains(2, 1))
                        .body("items.outcome", contains("approved", "changes_requested")));
        as(lee, () -> get("/coes/" + ref + "/reviews/2").body("changes.member", hasItem("summary")));
        as(ana, () -> patch("/coes/" + ref, map("tags", List.of("data-loss"))).statusCode(422));
        as(
                ana,
                () -> patch("/coes/" + ref, map("tags", List.of("data-loss"), "reason", "Found by it."))
                        .statusCode(200)
                        .body("review.amendments", equalTo(1)));
    }

    private void closedWhenItsActionsAreVerified() {
        as(mia, () -> move("/coes/" + ref + "/close", map()).statusCode(409));
        List<Map<String, Object>> actions = as(
                mia, () -> get("/coes/" + ref + "/actions?limit=200").extract().path("items"));
        for (Map<String, Object> action : actions) {
            String path = "/actions/" + action.get("ref");
            String state = (String) action.get("state");
            if (state.equals("proposed")) {
                as(
                        mia,
                        () -> move(
                                        path + "/refuse",
                                        map(
                                                "reason",
                                                "Has a record of its own.",
                                                "approver",
                                                mia,
                                                "lookAgainOn",
                                                "2027-06-01"))
                                .statusCode(200));
            } else if (!state.equals("refused")) {
                if (!state.equals("done")) {
                    as(
                            ana,
                            () -> move(path + "/complete", map("evidence", "It is there."))
                                    .statusCode(200));
                }
                as(
                        mia,
                        () -> move(
                                        path + "/verify",
                                        map("outcome", "worked", "evidence", "Restored from it on Friday."))
                                .statusCode(200));
            }
        }
        as(mia, () -> move("/coes/" + ref + "/close", map()).statusCode(200).body("status", equalTo("closed")));
    }

    private void printed() throws IOException {
        try (PDDocument print =
                Loader.loadPDF(as(ana, () -> exported("application/pdf").asByteArray()))) {
            assertThat(print.getNumberOfPages()).isGreaterThan(4);
            assertThat(new PDFTextStripper().getText(print)).contains(ref, "Name an owner for data durability");
        }
    }

    private void filedElsewhere(String document) throws IOException {
        String there = as(
                ana,
                () -> given().contentType("text/markdown; charset=UTF-8")
                        .body(document)
                        .post(API + "/coes")
                        .then()
                        .statusCode(201)
                        .body("status", equalTo("draft"))
                        .extract()
                        .path("ref"));
        JsonNode filed = record(there);
        JsonNode original = record(ref);
        assertThat(said(filed)).isEqualTo(said(original));
        assertThat(words(filed)).isEqualTo(words(original)).hasSizeGreaterThan(10);
        as(ana, () -> get("/coes/" + there + "/similar").body("items.ref", hasItem(ref)));
    }

    /** Patches what was written so far, and has the gate look at it. */
    private void answer(String... members) {
        ObjectNode change = JSON.createObjectNode();
        for (String member : members) {
            change.set(member, incident.get(member));
        }
        as(ana, () -> patch("/coes/" + ref, change).statusCode(200));
        judge();
    }

    private void judge() {
        blockers.add(as(
                ana,
                () -> get("/coes/" + ref + "/quality").statusCode(200).extract().path("blockers")));
    }

    /** Two people who have read the same version, and save at the same moment. */
    private void twoPeopleAtOnce(String one, String other) throws Exception {
        String tag = as(ana, () -> get("/coes/" + ref).extract().header("ETag"));
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService people = Executors.newFixedThreadPool(2);
        try {
            Future<ValidatableResponse> first = people.submit(() -> saves(ana, tag, one, start));
            Future<ValidatableResponse> second = people.submit(() -> saves(ben, tag, other, start));
            first.get().statusCode(200);
            second.get().statusCode(200);
        } finally {
            people.shutdownNow();
        }
    }

    private ValidatableResponse saves(String who, String tag, String member, CyclicBarrier start) throws Exception {
        start.await();
        return as(who, () -> patch("/coes/" + ref, tag, map(member, incident.get(member))));
    }

    private void actions() {
        for (JsonNode action : incident.get("correctiveActions")) {
            as(mia, () -> post("/coes/" + ref + "/actions", action).statusCode(201));
        }
    }

    private io.restassured.response.Response exported(String type) {
        return given().accept(type)
                .get(API + "/coes/" + ref)
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    private String timeline() {
        StringBuilder csv = new StringBuilder("at,kind,text\n");
        for (JsonNode entry : incident.at("/whatHappened/timeline")) {
            csv.append(entry.get("at").asText())
                    .append(',')
                    .append(entry.get("kind").asText())
                    .append(",\"")
                    .append(entry.get("text").asText().replace("\"", "\"\""))
                    .append("\"\n");
        }
        return csv.toString();
    }

    private JsonNode record(String coe) throws IOException {
        return JSON.readTree(
                as(ana, () -> get("/coes/" + coe).statusCode(200).extract().asString()));
    }

    /** What the record says, without what the service keeps of it. */
    private static ObjectNode said(JsonNode coe) {
        ObjectNode said = coe.deepCopy();
        said.remove(KEPT);
        said.remove("correctiveActions");
        return said;
    }

    /** What its actions are, without where they stand: a verified one comes in as done. */
    private static List<List<String>> words(JsonNode coe) {
        List<List<String>> words = new ArrayList<>();
        for (JsonNode action : coe.get("correctiveActions")) {
            List<String> one = new ArrayList<>();
            for (String member :
                    List.of("title", "description", "type", "priority", "owner", "team", "dueOn", "causes")) {
                one.add(action.get(member).toString());
            }
            words.add(one);
        }
        return words;
    }

    private String team() {
        String handle = Fixture.name("t");
        post(
                        "/teams",
                        map(
                                "handle",
                                handle,
                                "name",
                                "Team",
                                "members",
                                List.of(ana, ben, lee),
                                "managers",
                                List.of(mia)))
                .statusCode(201);
        return handle;
    }

    /** The incident as its report tells it, with people and team of this test, and with dates that need no policy. */
    private ObjectNode incident() {
        try (InputStream file = getClass().getResourceAsStream("/demo/incidents/02-gitlab-database-deletion.json")) {
            ObjectNode coe = (ObjectNode) JSON.readTree(file).get("coe");
            ArrayNode actions = (ArrayNode) coe.get("correctiveActions");
            for (JsonNode action : actions) {
                mine((ObjectNode) action);
            }
            return coe;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void mine(ObjectNode action) {
        action.remove(List.of("team", "dueInDays"));
        if (!action.get("state").asText().equals("proposed")) {
            action.put("owner", ana).put("dueOn", "2026-12-18");
        }
        if (action.get("completion") instanceof ObjectNode completion) {
            completion.remove("completedDaysAgo");
        }
        if (action.get("verification") instanceof ObjectNode plan) {
            plan.remove(List.of("observeInDays", "verifier"));
        }
        if (action.get("refusal") instanceof ObjectNode refusal) {
            refusal.remove("lookAgainInDays");
            refusal.put("approver", mia).put("lookAgainOn", "2027-03-01");
        }
    }
}
