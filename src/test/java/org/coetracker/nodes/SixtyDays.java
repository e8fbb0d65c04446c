package org.coetracker.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coetracker.policy.QualityPolicy;
import org.coetracker.shared.json.JsonText;
import org.coetracker.webhook.Receiver;

/**
 * Plays the {@link Story} on some nodes, by the hour. At the full hour people do what they do, the jobs run, and notices
 * are written; at the half hour mail is sent. The time stands still until all of that is done.
 */
final class SixtyDays implements AutoCloseable {
    static final List<String> JOBS = List.of("overdue-sweep", "reminders", "escalation", "coe-deadlines");

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    /** What a dead node has claimed is left alone for so long at most; the time of the service, not of the test. */
    private static final Duration CLAIMS_END_AFTER = Duration.ofMinutes(6);

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration UNDER_WAY = Duration.ofSeconds(1);

    private static final String ALL_TOLD = """
            select not exists (select from event where told_at is null)
                and not exists (select from job_run where finished_at is null and node = any (?))""";

    private static final String ALL_TOLD_ELSEWHERE = """
            select not exists (select from webhook_delivery where state = 'pending')
                and not exists (select from event e, webhook_cursor c where (e.txid, e.id) > (c.txid, c.event))""";

    private static final String ALL_SENT = ALL_TOLD_ELSEWHERE + """
             and not exists (select from notice where to_mail and person = any (?))
                and not exists (select from mail where state = 'queued')""";

    private final SharedClock clock;
    private final SharedDatabase database;
    private final Nodes nodes;
    private final Mailbox mailbox = new Mailbox();
    private final Receiver receiver = new Receiver();
    private final Witness witness;
    private final Crashes crashes;
    private final Map<String, String> tokens = new HashMap<>(Map.of("admin", Node.ADMIN_TOKEN));

    SixtyDays(int nodes, Crashes crashes, Path jar, Path directory) throws Exception {
        this.crashes = crashes;
        this.clock = new SharedClock(directory.resolve("clock"), Story.BEGIN);
        this.database = new SharedDatabase();
        this.witness = new Witness(database, mailbox, receiver);
        Map<String, String> settings = new HashMap<>(mailbox.settings());
        settings.put("COE_WEBHOOK_ALLOW", "127.0.0.1");
        settings.put("COE_NOTICE_TELL_EVERY", "20ms");
        settings.put("COE_NOTICE_MAIL_EVERY", "20ms");
        settings.put("COE_WEBHOOK_EVERY", "20ms");
        // A minute of the service's time is as long as the test needs for it.
        settings.put("COE_LIMIT_CREDENTIAL_PER_MINUTE", "0");
        settings.put("COE_LIMIT_ADDRESS_PER_MINUTE", "0");
        List<String> jvm = List.of("-D" + ClockedService.CLOCK_PROPERTY + "=" + clock.file());
        this.nodes = new Nodes(nodes, jar, jvm, database, settings, directory);
    }

    Witness witness() {
        return witness;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    /** Plays all of it. */
    void play() throws Exception {
        introduce();
        Map<Instant, List<Story.Move>> moves = Story.MOVES.stream().collect(Collectors.groupingBy(Story.Move::at));
        for (Instant hour : hours()) {
            clock.set(hour);
            for (Story.Move move : moves.getOrDefault(hour, List.of())) {
                make(move);
            }
            atTheFullHour(hour);
            witness.look(hour);
            Instant half = hour.plus(HALF_AN_HOUR);
            clock.set(half);
            atTheHalfHour(half);
            witness.look(half);
        }
    }

    /**
     * The hours in which people do something or something is to come of it, those before and after, and every sixth of
     * the others. What comes too early or unasked for is there when the next of them is played.
     */
    private static List<Instant> hours() {
        Set<Instant> busy = Stream.concat(
                        Story.MOVES.stream().map(Story.Move::at),
                        ByHand.rows().stream().map(row -> Story.at(row.substring(0, 17))))
                .map(moment -> moment.truncatedTo(ChronoUnit.HOURS))
                .collect(Collectors.toSet());
        return Stream.iterate(Story.BEGIN, hour -> hour.isBefore(Story.END), hour -> hour.plus(AN_HOUR))
                .filter(hour -> hour.atOffset(ZoneOffset.UTC).getHour() % 6 == 0
                        || busy.contains(hour.minus(AN_HOUR))
                        || busy.contains(hour)
                        || busy.contains(hour.plus(AN_HOUR)))
                .toList();
    }

    private void atTheFullHour(Instant hour) throws Exception {
        Crashes.Crash crash = crashes.begin(hour, nodes);
        runJobs();
        boolean crashed = crash.happened();
        if (crashed) {
            // What the dead one held was passed over by the others: once more.
            runJobs();
        }
        Waiting.until(
                () -> "all are told at " + hour, PATIENCE, () -> database.isTrue(ALL_TOLD, (Object) nodes.names()));
        // Half an hour ends every claim: what is under way still would be sent again. The dead one's claims are to end.
        Duration patience = crashed ? UNDER_WAY : PATIENCE;
        if (!Waiting.isSoWithin(patience, () -> database.isTrue(ALL_TOLD_ELSEWHERE)) && !crashed) {
            throw new AssertionError("The webhook is not told at " + hour + ": " + left());
        }
    }

    private void runJobs() throws Exception {
        for (String job : JOBS) {
            nodes.run(job);
        }
    }

    private void atTheHalfHour(Instant half) throws Exception {
        String[] listening = Story.PEOPLE.stream()
                .filter(person -> person.hears(half))
                .map(Story.Person::handle)
                .toArray(String[]::new);
        Crashes.Crash crash = crashes.begin(half, nodes);
        if (crash.happened() && !Waiting.isSoWithin(UNDER_WAY, () -> isAllSent(listening))) {
            clock.set(half.plus(CLAIMS_END_AFTER));
        }
        Waiting.until(() -> "all is sent at " + half + ": " + left(), PATIENCE, () -> isAllSent(listening));
    }

    private boolean isAllSent(String[] listening) throws Exception {
        return database.isTrue(ALL_SENT, (Object) listening);
    }

    /** What is not sent, for whoever looks for the reason. */
    private List<List<Object>> left() {
        try {
            return database.rows("""
                    select 'mail to ' || person, attempts, last_error from mail where state = 'queued'
                    union all select 'webhook ' || type, attempts, last_error from webhook_delivery where state = 'pending'
                    union all select 'notice to ' || person, null, null from notice where to_mail""");
        } catch (SQLException e) {
            return List.of(List.of(e));
        }
    }

    /** People, teams, the calendar, and a webhook. */
    private void introduce() throws Exception {
        for (Story.Person person : Story.PEOPLE) {
            String handle = person.handle();
            admin(
                    "POST",
                    "/people",
                    Map.of(
                            "handle",
                            handle,
                            "name",
                            handle,
                            "email",
                            handle + "@example.org",
                            "timeZone",
                            person.timeZone()));
        }
        for (Story.Team team : Story.TEAMS) {
            Map<String, Object> body = new HashMap<>(Map.of(
                    "handle", team.handle(),
                    "name", team.handle(),
                    "timeZone", team.timeZone(),
                    "members", team.members(),
                    "managers", List.of(team.manager())));
            body.put("parent", team.parent());
            admin("POST", "/teams", body);
        }
        for (Story.Person person : Story.PEOPLE) {
            String path = "/people/" + person.handle() + "/tokens";
            JsonNode token = admin("POST", path, Map.of("name", "story", "scopes", List.of("write")));
            tokens.put(person.handle(), token.path("token").asText());
            as(person.handle(), "PATCH", "/me/notice-settings", Story.json(person.settings()));
        }
        admin(
                "PUT",
                "/teams/storage/calendar",
                Map.of(
                        "weekend", List.of("saturday", "sunday"),
                        "holidays",
                                List.of(
                                        Map.of("on", "2027-03-26", "name", "Good Friday"),
                                        Map.of("on", "2027-03-29", "name", "Easter Monday"))));
        // The story is about the chase: what a COE says is not insisted on.
        Map<String, String> levels = QualityPolicy.DEFAULT.levels().keySet().stream()
                .collect(Collectors.toMap(rule -> rule, rule -> "advice"));
        admin("PATCH", "/policies/quality", Map.of("levels", levels));
        admin(
                "POST",
                "/webhooks",
                Map.of("url", "http://127.0.0.1:" + receiver.port() + "/hook", "events", Story.TOLD_ELSEWHERE));
    }

    private void make(Story.Move move) throws Exception {
        String path = move.path();
        if (path.contains("{")) {
            String action = path.substring(path.indexOf('{') + 1, path.indexOf('}'));
            path = path.replace("{" + action + "}", database.text("""
                    select r.id::text from overdue_review r join action a on a.id = r.action_id
                    where r.status = 'pending' and 'COE-' || a.coe_number || '-A' || a.number = ?""", action));
        }
        as(move.who(), move.method(), path, move.body());
    }

    private JsonNode admin(String method, String path, Object body) throws Exception {
        return as("admin", method, path, JsonText.write(body));
    }

    private JsonNode as(String person, String method, String path, String body) throws Exception {
        return nodes.ready().get(0).send(tokens.get(person), method, path, body);
    }

    @Override
    public void close() throws Exception {
        nodes.close();
        database.close();
        mailbox.close();
        receiver.close();
    }
}
