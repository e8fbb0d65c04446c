package org.coetracker.access;

import static org.coetracker.Fixture.coe;
import static org.coetracker.Fixture.filed;
import static org.coetracker.Fixture.get;
import static org.coetracker.Fixture.map;
import static org.coetracker.Fixture.move;
import static org.coetracker.Fixture.name;
import static org.coetracker.Fixture.post;

import jakarta.enterprise.inject.spi.CDI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.coetracker.SignedIn;
import org.coetracker.event.EventType;
import org.coetracker.notice.Happenings;
import org.coetracker.policy.QualityPolicy;
import org.coetracker.shared.database.TestDatabase;

/**
 * What one attempt is made on: records of a team that the people of the table have to do with, made by the administrator
 * when the attempt asks for them.
 */
final class Ground {
    /** Who tries, as the columns of the table have them; each is the same person throughout. */
    enum Who {
        NOBODY("no credential"),
        VIEWER("viewer"),
        AUTHOR("author"),
        OWNER("owner, self"),
        REVIEWER("reviewer"),
        VERIFIER("verifier"),
        MEMBER("member"),
        MANAGER("manager"),
        MANAGER_ABOVE("manager above"),
        MANAGER_ELSEWHERE("manager elsewhere"),
        SECURITY_REVIEWER("security reviewer"),
        ADMIN("admin");

        final String column;

        Who(String column) {
            this.column = column;
        }

        /** Whether they may see a restricted COE of the team; the viewer is made its owner. */
        boolean seesRestricted() {
            return switch (this) {
                case VIEWER, OWNER, REVIEWER, MANAGER, SECURITY_REVIEWER, ADMIN -> true;
                case NOBODY, AUTHOR, VERIFIER, MEMBER, MANAGER_ABOVE, MANAGER_ELSEWHERE -> false;
            };
        }
    }

    /** Has nothing to do with the table: the built-in administrator, who makes the records. */
    static final String SOMEBODY = "admin";

    private static final String LONG_AGO = "2020-01-01";

    private final Map<Who, String> people;
    private final String team;
    private final Who who;
    private final boolean restricted;

    private Ground(Map<Who, String> people, String team, Who who, boolean restricted) {
        this.people = people;
        this.team = team;
        this.who = who;
        this.restricted = restricted;
    }

    /** The people of the table and their teams. */
    static Ground prepare() {
        Map<Who, String> people = new java.util.EnumMap<>(Who.class);
        for (Who who : Who.values()) {
            if (who != Who.NOBODY) {
                people.put(who, person(who));
            }
        }
        String above = team(null, List.of(), List.of(people.get(Who.MANAGER_ABOVE)));
        String team = team(above, List.of(people.get(Who.MEMBER)), List.of(people.get(Who.MANAGER)));
        team(null, List.of(), List.of(people.get(Who.MANAGER_ELSEWHERE)));
        return new Ground(people, team, Who.ADMIN, false);
    }

    private static String person(Who who) {
        String role = switch (who) {
            case VIEWER -> "viewer";
            case SECURITY_REVIEWER -> "security_reviewer";
            case ADMIN -> "admin";
            case MANAGER, MANAGER_ABOVE, MANAGER_ELSEWHERE -> "manager";
            case NOBODY, AUTHOR, OWNER, REVIEWER, VERIFIER, MEMBER -> "author";
        };
        String handle = name("p");
        post("/people", map("handle", handle, "name", who.column, "roles", List.of(role)))
                .statusCode(201);
        return handle;
    }

    private static String team(String parent, List<String> members, List<String> managers) {
        String handle = name("t");
        post(
                        "/teams",
                        map(
                                "handle",
                                handle,
                                "name",
                                handle,
                                "parent",
                                parent,
                                "members",
                                members,
                                "managers",
                                managers))
                .statusCode(201);
        return handle;
    }

    /** The same people, one of whom is to try something, on records that are restricted or not. */
    Ground of(Who trying, boolean onRestricted) {
        return new Ground(people, team, trying, onRestricted);
    }

    /** Whether whoever tries owns the records. */
    boolean isOwn() {
        return who == Who.OWNER || who == Who.VIEWER;
    }

    boolean isRestricted() {
        return restricted;
    }

    /** The handle of whoever tries; somebody's when nobody does. */
    String self() {
        return people.get(who == Who.NOBODY ? Who.AUTHOR : who);
    }

    /** The person whom an operation on people is about: the one who tries where the table says so, else somebody. */
    String subject() {
        return who == Who.OWNER || who == Who.VIEWER
                ? self()
                : people.get(Who.VERIFIER).equals(self()) ? people.get(Who.MEMBER) : people.get(Who.VERIFIER);
    }

    String manager() {
        return people.get(Who.MANAGER);
    }

    String team() {
        return team;
    }

    /** The ref of a draft. */
    String draft() {
        return coe("draft", List.of());
    }

    /** The ref of a COE that has come to a status. */
    String coe(String status) {
        return coe(status, List.of());
    }

    private String coe(String status, List<Map<String, Object>> actions) {
        // Somebody else owns it, unless whoever tries is meant to.
        String owner = isOwn() ? self() : SOMEBODY;
        String ref = filed(org.coetracker.Fixture.coe(
                team,
                "owner",
                owner,
                "reviewers",
                List.of(people.get(Who.REVIEWER)),
                "confidentiality",
                restricted ? "restricted" : "internal",
                "correctiveActions",
                actions));
        List<String> moves = switch (status) {
            case "draft" -> List.of();
            case "in_review" -> List.of("submit");
            case "approved" -> List.of("submit", "approve");
            case "closed" -> List.of("submit", "approve", "close");
            default -> throw new IllegalArgumentException(status);
        };
        if (!moves.isEmpty()) {
            waive(ref);
        }
        for (String move : moves) {
            if (move.equals("approve")) {
                org.coetracker.Fixture.approve(ref);
            } else {
                move("/coes/" + ref + "/" + move, Map.of()).statusCode(200);
            }
        }
        return ref;
    }

    /** Waives whatever the quality gate could have against a COE, in one statement: it is not what is tried. */
    static void waive(String ref) {
        try (Connection database = TestDatabase.connect();
                PreparedStatement insert = database.prepareStatement(
                        "insert into quality_waiver (coe_id, rule, reason, waived_by, waived_at)"
                                + " select id, unnest(?), 'Not what the test is about.', 'admin', now()"
                                + " from coe where number = ?")) {
            insert.setArray(
                    1,
                    database.createArrayOf(
                            "text", QualityPolicy.DEFAULT.levels().keySet().toArray()));
            insert.setLong(2, Long.parseLong(ref.substring("COE-".length())));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The path of a comment, which is somebody's unless whoever tries is meant to own the record and writes. */
    String comment() {
        String ref = draft();
        Supplier<String> written = () -> post("/coes/" + ref + "/comments", map("text", "Why?"))
                .statusCode(201)
                .extract()
                .path("id");
        return "/coes/" + ref + "/comments/" + (who == Who.OWNER ? SignedIn.as(self(), written) : written.get());
    }

    /** The ref of an action in a state. */
    String action(String state) {
        List<Map<String, Object>> actions = new ArrayList<>();
        Map<String, Object> action = map(
                "title", "Test the restore", "state", state, "verification", map("verifier", people.get(Who.VERIFIER)));
        if (!state.equals("proposed")) {
            action.put("owner", SOMEBODY);
            action.put("dueOn", LONG_AGO);
        }
        if (state.equals("refused")) {
            action.put(
                    "refusal",
                    map("reason", "Too dear.", "approver", people.get(Who.MANAGER), "lookAgainOn", nextYear()));
        }
        actions.add(action);
        return coe("draft", actions) + "-A1";
    }

    /** The id of a notice to whoever tries. */
    String notice() {
        Happenings happenings = CDI.current().select(Happenings.class).get();
        happenings.happen(EventType.ACTION_OVERDUE, action("committed"), event -> event.to(self()));
        happenings.tell();
        return SignedIn.as(
                self(),
                () -> get("/me/notices?limit=1").statusCode(200).extract().path("items[0].id"));
    }

    /** The id of a message that was given up. */
    static String deadMail() {
        UUID id = UUID.randomUUID();
        try (Connection database = TestDatabase.connect();
                PreparedStatement insert = database.prepareStatement(
                        "insert into mail (id, person, message_id, state, attempts, next_attempt_at, created_at)"
                                + " values (?, 'admin', ?, 'dead', 10, now(), now())")) {
            insert.setObject(1, id);
            insert.setString(2, "<" + id + "@coe.example.org>");
            insert.executeUpdate();
            return id.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The id of a pending overdue review. */
    String review() {
        String action = action("committed");
        post("/jobs/overdue-sweep/runs", Map.of()).statusCode(201);
        String id = get("/actions/" + action).statusCode(200).extract().path("id");
        List<Map<String, Object>> reviews = get("/overdue-reviews?status=pending&limit=200&sort=-flaggedAt&team="
                        + team)
                .statusCode(200)
                .extract()
                .path("items");
        return reviews.stream()
                .filter(review -> review.get("action").equals(action)
                        || review.get("action").equals(id))
                .map(review -> (String) review.get("id"))
                .findFirst()
                .orElseThrow();
    }

    /** A day that has not come, and no further away than a new date may be. */
    static String nextYear() {
        return LocalDate.now(ZoneOffset.UTC).plusDays(360).toString();
    }
}
