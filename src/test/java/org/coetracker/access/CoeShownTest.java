package org.coetracker.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;
import static org.coetracker.Fixture.team;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.coetracker.SignedIn;
import org.junit.jupiter.api.Test;

/** What the service tells by itself, by mail, notices and webhooks, is what whoever asks would be shown. */
@QuarkusTest
class CoeShownTest {
    @Inject
    EntityManager database;

    @Test
    void people_are_told_of_what_they_may_see_whatever_they_are() {
        Map<String, String> people = new TreeMap<>();
        Arrays.stream(Role.values()).forEach(role -> people.put(role.name(), with(role)));
        List.of(
                        "owner",
                        "reviewer",
                        "ofReviewTeam",
                        "leadsReviewTeam",
                        "visibleTo",
                        "manager",
                        "member",
                        "managerAbove",
                        "managerElsewhere")
                .forEach(part -> people.put(part, person()));
        String above = name("t");
        post("/teams", map("handle", above, "name", above, "managers", List.of(people.get("managerAbove"))))
                .statusCode(201);
        String elsewhere = name("t");
        post("/teams", map("handle", elsewhere, "name", elsewhere, "managers", List.of(people.get("managerElsewhere"))))
                .statusCode(201);
        String team = name("t");
        post(
                        "/teams",
                        map(
                                "handle",
                                team,
                                "name",
                                team,
                                "parent",
                                above,
                                "managers",
                                List.of(people.get("manager")),
                                "members",
                                List.of(people.get("member"))))
                .statusCode(201);
        String reviewing = name("t");
        post(
                        "/teams",
                        map(
                                "handle",
                                reviewing,
                                "name",
                                reviewing,
                                "members",
                                List.of(people.get("ofReviewTeam")),
                                "managers",
                                List.of(people.get("leadsReviewTeam"))))
                .statusCode(201);
        List<String> coes = List.of(
                filed(coe(team)),
                filed(coe(
                        team,
                        "confidentiality",
                        "restricted",
                        "owner",
                        people.get("owner"),
                        "reviewers",
                        List.of(people.get("reviewer")),
                        "reviewTeams",
                        List.of(reviewing),
                        "visibleTo",
                        List.of(people.get("visibleTo")))),
                filed(coe(team(), "confidentiality", "restricted")));
        for (String ref : coes) {
            Map<String, Boolean> asked = new TreeMap<>();
            Map<String, Boolean> told = new TreeMap<>();
            UUID id = UUID.fromString(get("/coes/" + ref).extract().path("id"));
            people.forEach((part, person) -> {
                asked.put(
                        part,
                        SignedIn.as(person, () -> get("/coes/" + ref).extract().statusCode()) == 200);
                told.put(part, shown(person, id));
            });
            assertThat(told).as(ref).isEqualTo(asked);
            assertThat(asked).containsValue(true);
        }
        assertThat(shown("nobody", UUID.randomUUID())).isFalse();
    }

    @Test
    void who_was_switched_off_is_told_of_nothing() {
        String person = person();
        UUID id = UUID.fromString(get("/coes/" + filed(coe(team()))).extract().path("id"));
        assertThat(shown(person, id)).isTrue();
        patch("/people/" + person, map("active", false)).statusCode(200);
        assertThat(shown(person, id)).isFalse();
    }

    private static String with(Role role) {
        String handle = person();
        patch("/people/" + handle, map("roles", List.of(role.word()))).statusCode(200);
        return handle;
    }

    @Transactional
    boolean shown(String person, UUID coe) {
        return (Boolean) database.createNativeQuery("select coe_shown_to(:person, :coe)")
                .setParameter("person", person)
                .setParameter("coe", coe)
                .getSingleResult();
    }
}
