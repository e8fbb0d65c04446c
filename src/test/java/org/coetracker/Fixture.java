package org.coetracker;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.is;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.coetracker.shared.json.JsonText;

/** Rows that a test makes for itself, through the API, under names that no other test has. */
public final class Fixture {
    /** Where the API begins. */
    public static final String API = "/api/v1";

    private static final String RUN = Long.toString(System.nanoTime(), 36);
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final String ANOTHER = "another-admin";

    private Fixture() {}

    /** A name that nothing has yet. */
    public static String name(String kind) {
        return kind + "-" + RUN + "-" + NEXT.incrementAndGet();
    }

    /** A new person's handle. */
    public static String person() {
        String handle = name("p");
        post("/people", Map.of("handle", handle, "name", "Person " + handle)).statusCode(201);
        return handle;
    }

    /** A new team's handle, in UTC. */
    public static String team() {
        return team("UTC");
    }

    /** A new team's handle, in a time zone. */
    public static String team(String timeZone) {
        String handle = name("t");
        post("/teams", Map.of("handle", handle, "name", "Team " + handle, "timeZone", timeZone))
                .statusCode(201);
        return handle;
    }

    /** The least that a COE needs, with more members on top. */
    public static Map<String, Object> coe(String team, Object... members) {
        Map<String, Object> coe = map(members);
        coe.putIfAbsent("title", "Payments stood still");
        coe.putIfAbsent("severity", "sev2");
        coe.putIfAbsent("team", team);
        return coe;
    }

    /** A JSON object of names and values. */
    public static Map<String, Object> map(Object... members) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int index = 0; index < members.length; index += 2) {
            map.put((String) members[index], members[index + 1]);
        }
        return map;
    }

    /** The ref of a new COE. */
    public static String filed(Map<String, Object> coe) {
        // Not by a path of REST Assured, each of which is compiled: this is what tests do most.
        return JsonText.parse(post("/coes", coe).statusCode(201).extract().asString())
                .path("ref")
                .asText();
    }

    /** Submits a COE, whatever the quality gate has against it; for tests that are about something else. */
    public static ValidatableResponse submit(String ref) {
        waive(ref);
        return move("/coes/" + ref + "/submit", Map.of());
    }

    /** Has those approve a COE for whom its review waits, whoever they are; nobody more is needed then. */
    public static ValidatableResponse approve(String ref) {
        List<Map<String, String>> missing = SignedIn.with(
                SignedIn.ADMIN,
                () -> get("/coes/" + ref).statusCode(200).extract().path("review.missing"));
        ValidatableResponse last = null;
        for (Map<String, String> slot : missing) {
            last = SignedIn.as(reviewer(slot), () -> move("/coes/" + ref + "/approve", Map.of()))
                    .statusCode(200);
        }
        return last;
    }

    private static String reviewer(Map<String, String> slot) {
        if (slot.get("person") != null) {
            return slot.get("person");
        }
        if ("manager".equals(slot.get("role"))) {
            return withRole("admin");
        }
        if (slot.get("team") == null) {
            return withRole(slot.get("role"));
        }
        return SignedIn.with(SignedIn.ADMIN, () -> {
            ValidatableResponse team = get("/teams/" + slot.get("team")).statusCode(200);
            List<String> members = team.extract().path("members");
            List<String> managers = team.extract().path("managers");
            return members.isEmpty() ? managers.get(0) : members.get(0);
        });
    }

    /** A new person with one role. */
    public static String withRole(String role) {
        String handle = name("p");
        SignedIn.with(
                SignedIn.ADMIN,
                () -> post("/people", map("handle", handle, "name", "Person " + handle, "roles", List.of(role)))
                        .statusCode(201));
        return handle;
    }

    /** Does something as an administrator who has not written what it is done to. */
    public static <T> T asAnother(Supplier<T> request) {
        SignedIn.with(SignedIn.ADMIN, () -> {
            Map<String, Object> another =
                    map("handle", ANOTHER, "name", "Another admin", "roles", List.of("admin"), "active", true);
            post("/people", another).statusCode(anyOf(is(201), is(409)));
            another.remove("handle");
            // Tests of administrators may have left none but the first.
            return patch("/people/" + ANOTHER, another).statusCode(200);
        });
        return SignedIn.as(ANOTHER, request);
    }

    /** Has another administrator waive what the quality gate has against a COE. */
    public static void waive(String ref) {
        asAnother(() -> {
            // Once it is waived that a question has no answer, the rules that look closer speak.
            for (List<String> rules = blocking(ref); !rules.isEmpty(); rules = blocking(ref)) {
                rules.forEach(rule -> post(
                                "/coes/" + ref + "/quality/waivers",
                                map("rule", rule, "reason", "Not what the test is about."))
                        .statusCode(201));
            }
            return null;
        });
    }

    private static List<String> blocking(String ref) {
        return get("/coes/" + ref + "/quality")
                .statusCode(200)
                .extract()
                .path("findings.findAll { it.level == 'blocker' }.rule.unique()");
    }

    /** The ref of a new action, owned by a new person, in a new COE. */
    public static String action(String state, String dueOn, Object... members) {
        Map<String, Object> action = map(members);
        action.putIfAbsent("title", "Test the restore every week");
        action.put("state", state);
        action.put("dueOn", dueOn);
        if (!action.containsKey("owner")) {
            action.put("owner", person());
        }
        return filed(coe(team(), "correctiveActions", List.of(action))) + "-A1";
    }

    /** Posts a JSON body. */
    public static ValidatableResponse post(String path, Object body) {
        return given().contentType(ContentType.JSON).body(body).post(API + path).then();
    }

    /** Makes a move of whatever the record is now. */
    public static ValidatableResponse move(String path, Object body) {
        return given().contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(body)
                .post(API + path)
                .then();
    }

    /** Patches whatever the record is now. */
    public static ValidatableResponse patch(String path, Object body) {
        return patch(path, "*", body);
    }

    /** Patches what the caller believes to be there. */
    public static ValidatableResponse patch(String path, String ifMatch, Object body) {
        return given().contentType("application/merge-patch+json")
                .header("If-Match", ifMatch)
                .body(body)
                .patch(API + path)
                .then();
    }

    /** Reads. */
    public static ValidatableResponse get(String path, Object... parameters) {
        return given().when().get(API + path, parameters).then();
    }
}
