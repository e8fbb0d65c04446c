package org.coetracker.access;

import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.patch;
import static org.coetracker.Fixture.person;
import static org.coetracker.Fixture.post;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coetracker.Fixture;
import org.coetracker.SignedIn;
import org.coetracker.attachment.Files;

/** A team with COEs that everybody sees, some who see no more than that, and a restricted COE that comes later. */
final class World {
    private final String owner = person();
    private final String member = person();
    private final String team = name("t");
    private final Map<String, String> outsiders = new LinkedHashMap<>();
    private String coe;
    private String run;
    private String comment;
    private String secretComment;
    private String table;
    private String picture;

    World() {
        post("/teams", map("handle", team, "name", "Team", "members", List.of(member)))
                .statusCode(201);
        outsiders.put("member of the team", SignedIn.token(member, List.of("write")));
        outsiders.put("author who has to do with nothing", SignedIn.token(person(), List.of("write")));
        outsiders.put("token that is limited to the team", SignedIn.token(person(), List.of("write"), team));
    }

    String owner() {
        return owner;
    }

    String team() {
        return team;
    }

    /** The tokens of those who may not see what is restricted, by who they are. */
    Map<String, String> outsiders() {
        return outsiders;
    }

    /** A path with the things of this world in the place of their names. */
    String path(String template) {
        return template.replace("{team}", team)
                .replace("{owner}", owner)
                .replace("{coe}", String.valueOf(coe))
                .replace("{review}", template.contains("{review}") ? review(coe + "-A1") : "")
                .replace("{run}", String.valueOf(run))
                .replace("{comment}", String.valueOf(comment))
                .replace("{table}", String.valueOf(table))
                .replace("{picture}", String.valueOf(picture));
    }

    private Map<String, Object> overdueAction(String title) {
        return map("title", title, "state", "committed", "priority", "p0", "owner", owner, "dueOn", "2020-01-01");
    }

    /** What everybody may see, in both worlds; runs of the sweep as in the life of what is restricted, and one before. */
    void common() {
        for (String severity : List.of("sev1", "sev2", "sev1")) {
            coe = filed(Fixture.coe(
                    team,
                    "severity",
                    severity,
                    "owner",
                    owner,
                    "lessons",
                    map("items", List.of(lesson("The gate was open for a day.", "Who looks at the gate?"))),
                    "correctiveActions",
                    List.of(overdueAction("Test"))));
        }
        // The last one has been reviewed, and waits for it again.
        Fixture.submit(coe).statusCode(200);
        move("/coes/" + coe + "/request-changes", map("comment", "Why?")).statusCode(200);
        Fixture.submit(coe).statusCode(200);
        comment = comment(coe, "Who looked at the gate, @" + owner + "?");
        table = Files.attached(coe, "load.csv", Files.text("time,load\n2026-01-01T00:00:00Z,1\n"));
        picture = Files.attached(coe, "load.png", Files.picture());
        sweep();
        run = sweep();
        sweep();
    }

    /** The id of a new comment. */
    private static String comment(String ref, String text) {
        return post("/coes/" + ref + "/comments", map("text", text))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Map<String, Object> lesson(String text, String question) {
        return map("kind", "learned", "text", text, "checklistQuestion", question);
    }

    /** What the restricted one names as its cause: the last that everybody sees. */
    private String coe() {
        return coe == null ? filed(Fixture.coe(team)) : coe;
    }

    private static String sweep() {
        return post("/jobs/overdue-sweep/runs", map()).statusCode(201).extract().path("id");
    }

    /** The restricted COE, and a life of it. */
    String secret() {
        String ref = filed(Fixture.coe(
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
                "lessons",
                map("items", List.of(lesson("The vault was open for a day.", "Who looks at the vault?"))),
                "relatedItems",
                List.of(map("kind", "coe", "ref", coe(), "relation", "same_cause", "wouldHavePrevented", true)),
                "correctiveActions",
                List.of(overdueAction("Rotate keys"), overdueAction("Rotate more keys"))));
        Files.attached(ref, "load.csv", Files.text("time,load\n2026-01-01T00:00:00Z,1\n"));
        Files.attached(ref, "vault.png", Files.picture());
        sweep();
        patch("/coes/" + ref, map("summary", "Vault was open for a day.")).statusCode(200);
        secretComment = comment(ref, "The vault again, @" + member + " and @" + owner + "?");
        patch("/actions/" + ref + "-A1", map("description", "Rotate them all.")).statusCode(200);
        move(
                        "/overdue-reviews/" + review(ref + "-A2") + "/decision",
                        map("decision", "re_date", "dueOn", Ground.nextYear(), "reason", "Late."))
                .statusCode(200);
        sweep();
        return ref;
    }

    /** The id of a comment on the restricted COE. */
    String secretComment() {
        return secretComment;
    }

    /** The id of the overdue review of an action. */
    String review(String action) {
        return SignedIn.with(
                SignedIn.ADMIN,
                () -> get("/overdue-reviews?action=" + action).extract().path("items[0].id"));
    }
}
