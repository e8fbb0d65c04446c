package org.coetracker.review;

import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.submit;
import static org.coetracker.SignedIn.as;

import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An owner, two who review, and the manager of the owner's team. */
abstract class Reviewing {
    String owner;
    String lee;
    String kim;
    String manager;
    String team;

    @BeforeEach
    void people() {
        owner = person();
        lee = person();
        kim = person();
        manager = person();
        team = team(List.of(owner), List.of(manager));
    }

    /** The tests change what the policy says of the two mildest severities. */
    @AfterEach
    void policy() {
        patch(
                        "/policies/review",
                        map(
                                "defaultReviewers",
                                map("sev3", List.of(), "sev4", List.of()),
                                "defaultReviewTeams",
                                map("sev3", List.of(), "sev4", List.of()),
                                "managerAsked",
                                map("sev4", false),
                                "leastApprovals",
                                map("sev3", 1, "sev4", 1)))
                .statusCode(200);
    }

    static String team(List<String> members, List<String> managers) {
        String handle = name("t");
        post("/teams", map("handle", handle, "name", "Team", "members", members, "managers", managers))
                .statusCode(201);
        return handle;
    }

    /** A COE in review, of the severity whose policy the tests change; the owner's, unless the members say otherwise. */
    String inReview(Object... members) {
        Map<String, Object> coe = coe(team, members);
        coe.putIfAbsent("owner", owner);
        coe.put("severity", "sev4");
        String ref = filed(coe);
        submit(ref).statusCode(200);
        return ref;
    }

    static ValidatableResponse approves(String person, String ref, Object... comment) {
        return as(person, () -> move("/coes/" + ref + "/approve", map(comment)));
    }

    /** What somebody owes for a COE. */
    static List<String> work(String person, String ref) {
        return as(person, () -> {
            List<String> kinds = new ArrayList<>();
            for (String cursor = ""; cursor != null; ) {
                var page = get("/me/work?limit=200" + cursor).statusCode(200).extract();
                kinds.addAll(page.path("items.findAll { it.coe == '" + ref + "' }.kind"));
                String next = page.path("nextCursor");
                cursor = next == null ? null : "&cursor=" + next;
            }
            return kinds;
        });
    }
}
