package org.coetracker.nodes;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Predicate;

/** Sixty days in the lives of three teams: who they are, and what they do when. What comes of it is in {@link ByHand}. */
final class Story {
    static final Instant BEGIN = at("2027-02-22 00:00Z");
    static final Instant END = at("2027-04-23 00:00Z");

    private static final LocalTime DIGEST = LocalTime.of(8, 30);

    /**
     * Somebody.
     *
     * @param settings when they want mail, as the service is told
     * @param hearsAt whether mail comes to them at a moment, as they understand it
     */
    record Person(String handle, String timeZone, String settings, Predicate<ZonedDateTime> hearsAt) {
        /** Whether nothing may wait for them any more. */
        boolean hears(Instant now) {
            return hearsAt.test(now.atZone(ZoneId.of(timeZone)));
        }
    }

    /** A team, its place on the ladder, and its manager. */
    record Team(String handle, String timeZone, String parent, String manager, List<String> members) {}

    /**
     * A request of somebody's at a moment. A ref in braces stands for the review that is pending about that action.
     *
     * @param who a person, or {@code admin}
     * @param body JSON with single quotes
     */
    record Move(Instant at, String who, String method, String path, String body) {}

    static final List<Person> PEOPLE = List.of(
            new Person("ana", "Pacific/Auckland", "{}", local -> true),
            new Person(
                    "ben",
                    "Pacific/Auckland",
                    "{'mail': 'daily_digest', 'digestAt': '08:30'}",
                    local -> local.toLocalTime().equals(DIGEST)),
            new Person("olaf", "Pacific/Auckland", "{}", local -> true),
            new Person(
                    "mia",
                    "Pacific/Auckland",
                    "{'quietFrom': '20:30', 'quietUntil': '06:30'}",
                    local -> !local.toLocalTime().isBefore(LocalTime.of(6, 30))
                            && local.toLocalTime().isBefore(LocalTime.of(20, 30))),
            new Person("vera", "Europe/Berlin", "{'mail': 'off'}", local -> true),
            new Person(
                    "paul",
                    "Europe/Berlin",
                    "{'mail': 'daily_digest', 'digestAt': '08:30', 'weekendQuiet': true}",
                    local -> local.toLocalTime().equals(DIGEST)
                            && local.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0),
            new Person("carol", "America/Los_Angeles", "{}", local -> true),
            new Person("lea", "America/Los_Angeles", "{}", local -> true));

    /** The ladder: storage, platform, company; on both sides of the date line. */
    static final List<Team> TEAMS = List.of(
            new Team("company", "America/Los_Angeles", null, "carol", List.of("lea")),
            new Team("platform", "Europe/Berlin", "company", "paul", List.of()),
            new Team("storage", "Pacific/Auckland", "platform", "mia", List.of("ana", "ben", "olaf", "vera")));

    /** Of what the webhook is told; it is the administrator's, and so about everything. */
    static final List<String> TOLD_ELSEWHERE = List.of(
            "coe.late",
            "action.due_soon",
            "action.unowned",
            "action.overdue",
            "action.escalated",
            "action.decided",
            "action.verified");

    private static final String COE_1 = """
            {'title': 'Writes stood still', 'severity': 'sev2', 'team': 'storage', 'owner': 'ana', 'reviewers': ['mia'],
             'correctiveActions': [
               {'title': 'Throttle the retries', 'state': 'committed', 'owner': 'ana', 'dueOn': '2027-03-10',
                'verification': {'criterion': 'No retry storm', 'observeUntil': '2027-03-16', 'verifier': 'vera'}},
               {'title': 'Split the queue', 'state': 'committed', 'owner': 'ben', 'dueOn': '2027-03-05'},
               {'title': 'Alarm on a full disk', 'state': 'in_progress', 'owner': 'ana', 'dueOn': '2027-03-01',
                'verification': {'criterion': 'It rings', 'observeUntil': '2027-03-03', 'verifier': 'vera'}},
               {'title': 'Replace the old disks', 'state': 'committed', 'owner': 'ben', 'dueOn': '2027-03-12'},
               {'title': 'Test the restore', 'state': 'committed', 'owner': 'olaf', 'dueOn': '2027-03-20'},
               {'title': 'Rewrite it all', 'state': 'proposed'},
               {'title': 'Write the runbook', 'state': 'proposed'}]}""";

    private static final String COE_2 = """
            {'title': 'Nobody wrote this one', 'severity': 'sev2', 'team': 'platform', 'owner': 'ana',
             'correctiveActions': [
               {'title': 'Renew the certificates', 'state': 'committed', 'owner': 'ana', 'dueOn': '2027-03-28'}]}""";

    private static final String COE_3 = """
            {'title': 'Keys were lost', 'severity': 'sev2', 'team': 'company', 'owner': 'lea',
             'confidentiality': 'restricted',
             'correctiveActions': [
               {'title': 'Rotate the keys', 'state': 'committed', 'owner': 'lea', 'dueOn': '2027-03-14'}]}""";

    private static final String EVIDENCE = "{'evidence': 'https://wiki.example.org/shown'}";

    /** What people do, in the order of time. All else is done by the service. */
    static final List<Move> MOVES = List.of(
            // Ana files COE-1, the first of the incidents; it is reviewed the same day.
            move("2027-02-22 00:00Z", "ana", "POST /coes", COE_1),
            move("2027-02-22 01:00Z", "ana", "POST /coes/COE-1/submit", "{}"),
            move("2027-02-22 02:00Z", "mia", "POST /coes/COE-1/approve", "{}"),
            // The runbook gets an owner, and by the policy a date: 30 days on is Good Friday, and Easter follows.
            move("2027-02-24 00:00Z", "mia", "POST /actions/COE-1-A7/commit", "{'owner': 'ben'}"),
            move("2027-02-24 03:00Z", "ana", "POST /actions/COE-1-A3/complete", EVIDENCE),

            // Two more COEs; COE-2 is forgotten, COE-3 is restricted. Olaf leaves.
            move("2027-03-01 00:00Z", "admin", "POST /coes", COE_2),
            move("2027-03-01 00:00Z", "admin", "POST /coes", COE_3),
            move("2027-03-01 00:00Z", "admin", "PATCH /people/olaf", "{'active': false}"),
            move("2027-03-01 01:00Z", "lea", "POST /coes/COE-3/submit", "{}"),
            move("2027-03-01 02:00Z", "carol", "POST /coes/COE-3/approve", "{}"),

            // A1 goes as it should.
            move("2027-03-08 00:00Z", "ana", "POST /actions/COE-1-A1/start", "{}"),
            move("2027-03-09 00:00Z", "ana", "POST /actions/COE-1-A1/complete", EVIDENCE),
            move(
                    "2027-03-17 08:00Z",
                    "vera",
                    "POST /actions/COE-1-A1/verify",
                    "{'outcome': 'worked', 'evidence': 'No storm in a week'}"),

            // Decisions on what was overdue.
            move(
                    "2027-03-15 00:00Z",
                    "mia",
                    "POST /overdue-reviews/{COE-1-A4}/decision",
                    "{'decision': 'accept_risk', 'reason': 'They last until spring', 'approver': 'paul',"
                            + " 'lookAgainOn': '2027-04-06'}"),
            move(
                    "2027-03-19 08:00Z",
                    "vera",
                    "POST /actions/COE-1-A3/verify",
                    "{'outcome': 'did_not_work', 'evidence': 'It did not ring', 'dueOn': '2027-03-30'}"),
            move(
                    "2027-03-21 00:00Z",
                    "mia",
                    "POST /overdue-reviews/{COE-1-A5}/decision",
                    "{'decision': 're_assign', 'owner': 'ana', 'dueOn': '2027-04-08', 'reason': 'Olaf has left'}"),
            move(
                    "2027-03-22 09:00Z",
                    "paul",
                    "POST /overdue-reviews/{COE-1-A2}/decision",
                    "{'decision': 're_date', 'dueOn': '2027-04-02', 'reason': 'Waits for the new brokers'}"),

            // COE-2 is submitted and approved, too late.
            move("2027-03-22 12:00Z", "ana", "POST /coes/COE-2/submit", "{}"),
            move("2027-03-24 10:00Z", "paul", "POST /coes/COE-2/approve", "{}"),

            // Three are done; A3 for the second time.
            move("2027-03-29 08:00Z", "ana", "POST /actions/COE-2-A1/start", "{}"),
            move("2027-03-30 00:00Z", "ben", "POST /actions/COE-1-A7/start", "{}"),
            move("2027-03-30 01:00Z", "ben", "POST /actions/COE-1-A7/complete", EVIDENCE),
            move("2027-03-30 02:00Z", "ana", "POST /actions/COE-1-A3/complete", EVIDENCE),
            move("2027-03-30 09:00Z", "ana", "POST /actions/COE-2-A1/complete", EVIDENCE),
            move(
                    "2027-03-30 16:00Z",
                    "carol",
                    "POST /overdue-reviews/{COE-3-A1}/decision",
                    "{'decision': 'reduce_scope', 'title': 'Rotate the root key', 'dueOn': '2027-04-15',"
                            + " 'reason': 'The others have expired'}"),
            move(
                    "2027-04-05 01:00Z",
                    "mia",
                    "POST /actions/COE-1-A3/verify",
                    "{'outcome': 'worked', 'evidence': 'It rang'}"),

            // The accepted risk is taken up again, and forgotten again. The rest comes to its end.
            move(
                    "2027-04-07 00:00Z",
                    "mia",
                    "POST /overdue-reviews/{COE-1-A4}/decision",
                    "{'decision': 're_date', 'dueOn': '2027-04-20', 'reason': 'Spring has come'}"),
            move("2027-04-08 02:00Z", "ana", "POST /actions/COE-1-A5/start", "{}"),
            move("2027-04-08 03:00Z", "ana", "POST /actions/COE-1-A5/complete", EVIDENCE),
            move("2027-04-15 16:00Z", "lea", "POST /actions/COE-3-A1/start", "{}"),
            move("2027-04-15 17:00Z", "lea", "POST /actions/COE-3-A1/complete", EVIDENCE),
            move(
                    "2027-04-20 20:00Z",
                    "carol",
                    "POST /overdue-reviews/{COE-1-A2}/decision",
                    "{'decision': 'done', 'evidence': 'It was split last week'}"),
            move(
                    "2027-04-21 08:00Z",
                    "paul",
                    "POST /actions/COE-2-A1/verify",
                    "{'outcome': 'worked', 'evidence': 'All are new'}"));

    private Story() {}

    /** A moment as the table writes it. */
    static Instant at(String text) {
        return Instant.parse(text.replace(' ', 'T').replace("Z", ":00Z"));
    }

    /** JSON, of what is easier to read. */
    static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }

    private static Move move(String at, String who, String request, String body) {
        String[] parts = request.split(" ", 2);
        return new Move(at(at), who, parts[0], parts[1], json(body));
    }
}
