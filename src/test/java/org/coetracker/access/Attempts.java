package org.coetracker.access;

import static io.restassured.RestAssured.given;
import static org.coetracker.Fixture.API;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.name;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.coetracker.Fixture;
import org.coetracker.SignedIn;
import org.coetracker.account.password.FirstPasswords;
import org.coetracker.attachment.Files;
import org.coetracker.shared.database.TestDatabase;
import org.coetracker.stream.EventListener;

/** One request for each operation of the API, that succeeds for whoever is allowed it. */
final class Attempts {
    private static final String RECEIVER = "http://receiver.test:9999/hook";

    private final Map<String, Function<Ground, Supplier<Response>>> byOperation = new LinkedHashMap<>();

    /** Whose password is known already: to give one takes long, as it has to. */
    private final Set<String> withPassword = new HashSet<>();

    Attempts() {
        coes();
        comments();
        attachments();
        actions();
        reviewsAndReports();
        jobs();
        peopleAndTeams();
        notices();
        credentials();
        passwordsAndSessions();
        webhooks();
        audit();
        streamAndCalendar();
    }

    /** The operations that there is a request for. */
    Set<String> operations() {
        return byOperation.keySet();
    }

    /** Makes ready what the operation needs; the request itself is made when that is asked. */
    Supplier<Response> prepare(String operation, Ground ground) {
        return byOperation.get(operation).apply(ground);
    }

    /** Whether the operation is about a COE or what belongs to it. */
    static boolean isAboutRecord(String operation) {
        return !List.of("fileCoe", "listCoes", "listActions", "listOverdueReviews")
                        .contains(operation)
                && operation.matches(
                        ".*(Coe|Action|History|Revision|OverdueReview|Changes|ActionsOfCoe|Causes|Timeline|Quality|QualityRule|Waiver|ReviewRounds|ReviewRound|Comment|Comments|File|Attachments?|Thumbnail|Chart)|listSimilarCoes|decide");
    }

    private void coes() {
        on("fileCoe", ground -> () -> post("/coes", coe(ground.team())));
        on("listCoes", ground -> () -> read("/coes"));
        onCoe("readCoe", "draft", ref -> () -> read("/coes/" + ref));
        onCoe("amendCoe", "draft", ref -> () -> patch("/coes/" + ref, map("summary", "What.")));
        onCoe("deleteCoe", "draft", ref -> () -> delete("/coes/" + ref));
        onCoe("submitCoe", "draft", ref -> {
            Ground.waive(ref);
            return () -> move("/coes/" + ref + "/submit", map());
        });
        onCoe("readCauses", "draft", ref -> () -> read("/coes/" + ref + "/causes"));
        onCoe("listReviewRounds", "draft", ref -> () -> read("/coes/" + ref + "/reviews"));
        onCoe("readReviewRound", "in_review", ref -> () -> read("/coes/" + ref + "/reviews/1"));
        onCoe("readQuality", "draft", ref -> () -> read("/coes/" + ref + "/quality"));
        Map<String, Object> waiver = map("rule", "blameless-wording", "reason", "A quotation.");
        onCoe("waiveQualityRule", "draft", ref -> () -> post("/coes/" + ref + "/quality/waivers", waiver));
        onCoe("withdrawWaiver", "draft", ref -> {
            Fixture.asAnother(() -> Fixture.post("/coes/" + ref + "/quality/waivers", waiver))
                    .statusCode(201);
            return () -> delete("/coes/" + ref + "/quality/waivers/blameless-wording");
        });
        onCoe("approveCoe", "in_review", ref -> () -> move("/coes/" + ref + "/approve", map()));
        onCoe(
                "requestChanges",
                "in_review",
                ref -> () -> move("/coes/" + ref + "/request-changes", map("comment", "Why?")));
        onCoe("withdrawCoe", "in_review", ref -> () -> move("/coes/" + ref + "/withdraw", map("reason", "None.")));
        onCoe("closeCoe", "approved", ref -> () -> move("/coes/" + ref + "/close", map()));
        onCoe("reopenCoe", "closed", ref -> () -> move("/coes/" + ref + "/reopen", map("reason", "Again.")));
        onCoe("readHistory", "draft", ref -> () -> read("/coes/" + ref + "/history"));
        onCoe("readRevision", "draft", ref -> () -> read("/coes/" + ref + "/revisions/1"));
        onCoe("listSimilarCoes", "draft", ref -> () -> read("/coes/" + ref + "/similar"));
        onCoe("listActionsOfCoe", "draft", ref -> () -> read("/coes/" + ref + "/actions"));
        onCoe(
                "importTimeline",
                "draft",
                ref -> () -> json().contentType("text/plain")
                        .header("If-Match", "*")
                        .body("2017-01-31 23:27 UTC " + name("entry"))
                        .post(API + "/coes/" + ref + "/timeline"));
        // More of a restricted COE is copied by those who may share it.
        onCoe(
                "copyCoe",
                "draft",
                ref -> () -> post("/coes/" + ref + "/copy", map("title", "Again", "include", List.of())));
        onCoe("fileAction", "draft", ref -> () -> post("/coes/" + ref + "/actions", map("title", "Test it")));
    }

    private void comments() {
        onCoe("addComment", "draft", ref -> () -> post("/coes/" + ref + "/comments", map("text", "Why?")));
        onCoe("listComments", "draft", ref -> () -> read("/coes/" + ref + "/comments"));
        onComment("readComment", path -> () -> read(path));
        onComment("amendComment", path -> () -> patch(path, map("text", "Why not?")));
        onComment("deleteComment", path -> () -> delete(path));
        onComment("resolveComment", path -> () -> move(path + "/resolve", map()));
        onComment("reopenComment", path -> {
            SignedIn.with(
                    SignedIn.ADMIN, () -> Fixture.move(path + "/resolve", map()).statusCode(200));
            return () -> move(path + "/reopen", map());
        });
    }

    private void onComment(String operation, Function<String, Supplier<Response>> attempt) {
        on(operation, ground -> attempt.apply(ground.comment()));
    }

    private void attachments() {
        onCoe(
                "attachFile",
                "draft",
                ref -> () -> given().multiPart("file", "a.txt", Files.text(name("text")))
                        .post(API + "/coes/" + ref + "/attachments"));
        onCoe("listAttachments", "draft", ref -> () -> read("/coes/" + ref + "/attachments"));
        onFile("readAttachment", "a.csv", at -> () -> read(at));
        onFile("downloadAttachment", "a.csv", at -> () -> read(at + "/content"));
        onFile("readThumbnail", "a.png", at -> () -> read(at + "/thumbnail"));
        onFile("readChart", "a.csv", at -> () -> read(at + "/chart"));
        onFile("deleteAttachment", "a.csv", at -> () -> delete(at));
    }

    private void onFile(String operation, String name, Function<String, Supplier<Response>> attempt) {
        onCoe(operation, "draft", ref -> {
            byte[] content = name.endsWith("png") ? Files.picture() : Files.text("time,load\n2026-01-01,1\n");
            String id = SignedIn.with(SignedIn.ADMIN, () -> Files.attached(ref, name, content));
            return attempt.apply("/coes/" + ref + "/attachments/" + id);
        });
    }

    private void actions() {
        on("listActions", ground -> () -> read("/actions"));
        onAction("readAction", "proposed", ref -> () -> read("/actions/" + ref));
        onAction("amendAction", "proposed", ref -> () -> patch("/actions/" + ref, map("description", "How.")));
        onAction("deleteAction", "proposed", ref -> () -> delete("/actions/" + ref));
        on("commitAction", ground -> {
            String ref = ground.action("proposed");
            return () -> move("/actions/" + ref + "/commit", map("owner", Ground.SOMEBODY, "dueOn", Ground.nextYear()));
        });
        onAction("startAction", "committed", ref -> () -> move("/actions/" + ref + "/start", map()));
        onAction("completeAction", "in_progress", ref -> () -> move("/actions/" + ref + "/complete", map()));
        onAction(
                "verifyAction",
                "done",
                ref -> () -> move("/actions/" + ref + "/verify", map("outcome", "worked", "evidence", "Seen.")));
        on("refuseAction", ground -> {
            String ref = ground.action("committed");
            return () -> move(
                    "/actions/" + ref + "/refuse",
                    map("reason", "Too dear.", "approver", ground.manager(), "lookAgainOn", Ground.nextYear()));
        });
        onAction(
                "reopenAction",
                "refused",
                ref -> () ->
                        move("/actions/" + ref + "/reopen", map("reason", "After all.", "dueOn", Ground.nextYear())));
        onAction(
                "reDateAction",
                "committed",
                ref -> () -> move("/actions/" + ref + "/re-date", map("dueOn", Ground.nextYear(), "reason", "Late.")));
    }

    private void reviewsAndReports() {
        on("listOverdueReviews", ground -> () -> read("/overdue-reviews"));
        on("readOverdueReview", ground -> {
            String id = ground.review();
            return () -> read("/overdue-reviews/" + id);
        });
        on("decide", ground -> {
            String id = ground.review();
            return () -> move(
                    "/overdue-reviews/" + id + "/decision",
                    map("decision", "re_date", "dueOn", Ground.nextYear(), "reason", "Late."));
        });
        on("decideMany", ground -> {
            String id = ground.review();
            return () -> post(
                    "/overdue-reviews/decisions",
                    map(
                            "decisions",
                            List.of(map(
                                    "id",
                                    id,
                                    "ifMatch",
                                    "*",
                                    "decision",
                                    map("decision", "re_date", "dueOn", Ground.nextYear(), "reason", "Late.")))));
        });
        on("listLateCoes", ground -> () -> read("/late-coes"));
        on("listMyWork", ground -> () -> read("/me/work"));
        on("reportActions", ground -> () -> read("/reports/actions"));
        on("reportRecurrence", ground -> () -> read("/reports/recurrence"));
        on("search", ground -> () -> read("/search?q=payments"));
        on("listLessons", ground -> () -> read("/lessons"));
        on("readChecklist", ground -> () -> read("/lessons/checklist"));
    }

    private void jobs() {
        on("listJobs", ground -> () -> read("/jobs"));
        on("readJob", ground -> () -> read("/jobs/overdue-sweep"));
        on("listJobRuns", ground -> () -> read("/jobs/overdue-sweep/runs"));
        on("readJobRun", ground -> {
            String run = post("/jobs/overdue-sweep/runs", map("dryRun", true)).path("id");
            return () -> read("/jobs/overdue-sweep/runs/" + run);
        });
        on("runJob", ground -> () -> post("/jobs/overdue-sweep/runs", map("dryRun", true)));
    }

    private void peopleAndTeams() {
        on("readMe", ground -> () -> read("/me"));
        on("registerPerson", ground -> () -> post("/people", map("handle", name("p"), "name", "Somebody")));
        on("listPeople", ground -> () -> read("/people"));
        on("readPerson", ground -> () -> read("/people/" + ground.subject()));
        on("amendPerson", ground -> () -> patch("/people/" + ground.subject(), map("timeZone", "Europe/Paris")));
        on("setUpTeam", ground -> () -> post("/teams", map("handle", name("t"), "name", "Some team")));
        on("listTeams", ground -> () -> read("/teams"));
        on("readTeam", ground -> () -> read("/teams/" + ground.team()));
        on("readCalendar", ground -> () -> read("/teams/" + ground.team() + "/calendar"));
        on(
                "replaceCalendar",
                ground -> () -> json().header("If-Match", "*")
                        .body(map("holidays", List.of(map("on", "2026-12-25", "name", name("Christmas")))))
                        .put(API + "/teams/" + ground.team() + "/calendar"));
        on("deleteCalendar", ground -> {
            json().header("If-Match", "*").body(map()).put(API + "/teams/" + ground.team() + "/calendar");
            return () -> json().header("If-Match", "*").delete(API + "/teams/" + ground.team() + "/calendar");
        });
        on("listTemplates", ground -> () -> read("/templates"));
        on("readTemplate", ground -> () -> read("/templates/incident"));
        on("createTemplate", ground -> () -> post("/templates", newTemplate()));
        on("amendTemplate", ground -> {
            String template = template();
            return () -> patch("/templates/" + template, map("title", name("Title")));
        });
        on("deleteTemplate", ground -> {
            String template = template();
            return () -> delete("/templates/" + template);
        });
        on("listPolicies", ground -> () -> read("/policies"));
        on("readPolicy", ground -> () -> read("/policies/reminders"));
        // To what it is: nobody else's test goes by another.
        on("amendPolicy", ground -> () -> patch("/policies/reminders", map("daysBefore", List.of(7, 2, 0))));
        on("applyPolicy", ground -> () -> post("/policies/due-dates/apply", map("dryRun", true)));
        on("amendTeam", ground -> () -> patch("/teams/" + ground.team(), map("name", name("Team"))));
    }

    /** One that nothing begins with which names no template: others fit better. */
    private static Map<String, Object> newTemplate() {
        return map("name", name("template"), "title", "A template");
    }

    private static String template() {
        return SignedIn.with(
                SignedIn.ADMIN,
                () -> Fixture.post("/templates", newTemplate())
                        .statusCode(201)
                        .extract()
                        .path("name"));
    }

    private void notices() {
        on("listNotices", ground -> () -> read("/me/notices"));
        on("readNotice", ground -> {
            String notice = ground.notice();
            return () -> post("/me/notices/" + notice + "/read", map());
        });
        on("readNotices", ground -> () -> post("/me/notices/read", map("upTo", "2020-01-01T00:00:00Z")));
        on("readNoticeSettings", ground -> () -> read("/me/notice-settings"));
        on("amendNoticeSettings", ground -> () -> patch("/me/notice-settings", map("weekendQuiet", true)));
        on("listMailDeliveries", ground -> () -> read("/mail-deliveries"));
        on("redeliverMail", ground -> {
            String mail = Ground.deadMail();
            return () -> post("/mail-deliveries/" + mail + "/redeliver", map());
        });
    }

    private void credentials() {
        on(
                "createToken",
                ground -> () -> post(
                        "/people/" + ground.subject() + "/tokens", map("name", "Script", "scopes", List.of("read"))));
        on("listTokens", ground -> () -> read("/people/" + ground.subject() + "/tokens"));
        on("revokeToken", ground -> {
            String path = "/people/" + ground.subject() + "/tokens";
            String id = SignedIn.with(
                            SignedIn.ADMIN, () -> post(path, map("name", "Script", "scopes", List.of("read"))))
                    .path("id");
            return () -> delete(path + "/" + id);
        });
    }

    private void webhooks() {
        on(
                "createWebhook",
                ground -> () -> post(
                        "/webhooks",
                        map("url", RECEIVER, "events", List.of("coe.filed"), "team", ground.team(), "active", false)));
        on("listWebhooks", ground -> () -> read("/webhooks?limit=1"));
        onWebhook("readWebhook", path -> () -> read(path));
        onWebhook("amendWebhook", path -> () -> patch(path, map("active", false)));
        onWebhook("deleteWebhook", path -> () -> delete(path));
        onWebhook("rotateWebhookSecret", path -> () -> move(path + "/secret", map()));
        onWebhook("testWebhook", path -> () -> post(path + "/test", map()));
        onWebhook("listWebhookDeliveries", path -> () -> read(path + "/deliveries"));
        onWebhook("redeliver", path -> {
            String id = SignedIn.with(SignedIn.ADMIN, () -> post(path + "/test", map()))
                    .path("id");
            execute("update webhook_delivery set state = 'dead', finished_at = at, next_attempt_at = null"
                    + " where id = '" + id + "'");
            return () -> post(path + "/deliveries/" + id + "/redeliver", map());
        });
    }

    /** The webhook of whoever the operation is about, made over to them as nobody else can make it for them. */
    private void onWebhook(String operation, Function<String, Supplier<Response>> attempt) {
        on(operation, ground -> {
            String id = SignedIn.with(
                            SignedIn.ADMIN,
                            () -> post("/webhooks", map("url", RECEIVER, "events", List.of("coe.filed"))))
                    .path("id");
            execute("update webhook set owner = '" + ground.subject() + "' where id = '" + id + "'");
            return attempt.apply("/webhooks/" + id);
        });
    }

    private static void execute(String sql) {
        try (Connection database = TestDatabase.connect();
                Statement statement = database.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void audit() {
        on("listAuditEvents", ground -> () -> read("/audit?limit=1"));
        on("verifyAudit", ground -> () -> read("/audit/verification"));
    }

    private void streamAndCalendar() {
        on("streamEvents", ground -> EventListener::knock);
        on("readMyCalendar", ground -> () -> given().get(API + "/me/calendar.ics"));
        on("readCalendarAddress", ground -> () -> read("/me/calendar-address"));
        on("createCalendarAddress", ground -> () -> post("/me/calendar-address", map()));
        on("revokeCalendarAddress", ground -> () -> delete("/me/calendar-address"));
        on("readCalendarByAddress", ground -> {
            String url = SignedIn.as(ground.subject(), () -> post("/me/calendar-address", map()))
                    .path("url");
            return () -> given().get(url.substring(url.indexOf(API)));
        });
    }

    private void passwordsAndSessions() {
        on("signIn", ground -> {
            Map<String, Object> command = map("who", ground.subject(), "password", password(ground.subject()));
            return () -> post("/session", command);
        });
        on("readSession", ground -> {
            String session = session(ground);
            return () -> given().cookie("coe_session", session).get(API + "/session");
        });
        on("signOut", ground -> {
            String session = session(ground);
            return () -> given().cookie("coe_session", session)
                    .header("Sec-Fetch-Site", "same-origin")
                    .delete(API + "/session");
        });
        on("changePassword", ground -> {
            String current = password(ground.subject());
            withPassword.remove(ground.subject());
            return () -> json().body(map("current", current, "password", "seven geese over the pier"))
                    .put(API + "/people/" + ground.subject() + "/password");
        });
        on("resetPassword", ground -> () -> post("/people/" + ground.subject() + "/password-reset", map()));
        on("usePasswordReset", ground -> {
            // Of somebody else, as it revokes the tokens of whose password it sets.
            String person = SignedIn.with(SignedIn.ADMIN, Fixture::person);
            Map<String, Object> command = map("token", reset(person), "password", "ferry lantern quilt 42");
            return () -> post("/password-resets", command);
        });
    }

    private String session(Ground ground) {
        String password = password(ground.subject());
        return SignedIn.asNobody(() -> post("/session", map("who", ground.subject(), "password", password)))
                .cookie("coe_session");
    }

    private String password(String person) {
        String password = "ferry lantern quilt 42";
        if (withPassword.add(person)) {
            CDI.current().select(FirstPasswords.class).get().giveChosen(person, password);
        }
        return password;
    }

    private static String reset(String person) {
        return SignedIn.with(SignedIn.ADMIN, () -> post("/people/" + person + "/password-reset", map()))
                .path("token");
    }

    private void on(String operation, Function<Ground, Supplier<Response>> attempt) {
        byOperation.put(operation, attempt);
    }

    private void onCoe(String operation, String status, Function<String, Supplier<Response>> attempt) {
        on(operation, ground -> attempt.apply(ground.coe(status)));
    }

    private void onAction(String operation, String state, Function<String, Supplier<Response>> attempt) {
        on(operation, ground -> attempt.apply(ground.action(state)));
    }

    private static Response read(String path) {
        return given().get(API + path);
    }

    private static Response post(String path, Object body) {
        return json().body(body).post(API + path);
    }

    private static Response move(String path, Object body) {
        return json().header("If-Match", "*").body(body).post(API + path);
    }

    private static Response patch(String path, Object body) {
        return given().contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(body)
                .patch(API + path);
    }

    private static Response delete(String path) {
        return given().header("If-Match", "*").delete(API + path);
    }

    private static RequestSpecification json() {
        return given().contentType("application/json");
    }
}
