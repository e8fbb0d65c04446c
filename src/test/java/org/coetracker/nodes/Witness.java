package org.coetracker.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coetracker.shared.json.JsonText;
import org.coetracker.webhook.Receiver;
import org.coetracker.webhook.Receiver.Taken;

/** Writes down what is seen to come of the story, in the rows of the table. */
final class Witness {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);

    private static final String EVENTS = """
            select e.id, extract(epoch from e.at)::bigint, e.type,
                'COE-' || c.number || coalesce('-A' || a.number, ''),
                coalesce((select string_agg(n.person, ', ' order by n.person) from notice n where n.event_id = e.id), 'nobody'),
                e.detail::text
            from event e join coe c on c.id = e.coe_id left join action a on a.id = e.action_id
            where e.id > ? order by e.id""";

    private static final String FLAGS = """
            select 'COE-' || a.coe_number || '-A' || a.number || ' ' || r.about || ' ' || r.due_on || ' flagged '
                || to_char(r.flagged_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI"Z"') || ' step ' || r.escalation_level
                || ' ' || r.status || coalesce(': ' || r.resolution, '')
            from overdue_review r join action a on a.id = r.action_id
            union all
            select 'COE-' || c.number || ' ' || l.deadline || ' ' || l.due_on || ' flagged '
                || to_char(l.flagged_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI"Z"') || ' step ' || l.escalation_level
                || ' ' || l.status || coalesce(': ' || l.resolution, '')
            from late_coe l join coe c on c.id = l.coe_id""";

    private final SharedDatabase database;
    private final Mailbox mailbox;
    private final Receiver receiver;
    private final List<String> rows = new ArrayList<>();
    private final List<String> toldElsewhere = new ArrayList<>();
    private final Set<String> messages = new HashSet<>();
    private int taken;
    private long lastEvent;

    Witness(SharedDatabase database, Mailbox mailbox, Receiver receiver) {
        this.database = database;
        this.mailbox = mailbox;
        this.receiver = receiver;
    }

    /** Looks at what is new. */
    void look(Instant now) throws Exception {
        for (List<Object> event : database.rows(EVENTS, lastEvent)) {
            lastEvent = (Long) event.get(0);
            rows.add("%s %s %s -> %s%s"
                    .formatted(
                            TIME.format(Instant.ofEpochSecond((Long) event.get(1))),
                            event.get(2),
                            event.get(3),
                            event.get(4),
                            details((String) event.get(5))));
        }
        for (String mail : mailbox.news()) {
            rows.add(TIME.format(now) + " " + mail);
        }
        List<Taken> all = List.copyOf(receiver.taken());
        for (Taken message : all.subList(taken, all.size())) {
            if (messages.add(message.id())) {
                JsonNode body = message.json();
                JsonNode action = body.at("/data/action");
                JsonNode ref = action.isTextual() ? action : body.at("/data/coe");
                toldElsewhere.add("%s %s %s"
                        .formatted(
                                TIME.format(now.truncatedTo(ChronoUnit.HOURS)),
                                body.path("type").asText(),
                                ref.asText())
                        .strip());
            }
        }
        taken = all.size();
    }

    /** Who was told what, and what mail came, in the order of the table. */
    List<String> rows() {
        return rows.stream().sorted().toList();
    }

    /** What came to the webhook's receiver, in which hour; without what was repeated. */
    List<String> toldElsewhere() {
        return toldElsewhere.stream().sorted().toList();
    }

    /** Every flag that there is, and how it stands. */
    List<String> flags() throws Exception {
        return database.rows(FLAGS).stream()
                .map(row -> (String) row.get(0))
                .sorted()
                .toList();
    }

    /** How often each message came to the receiver, by its id. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        receiver.taken().forEach(message -> counts.merge(message.id(), 1, Integer::sum));
        return counts;
    }

    private static String details(String detail) {
        if (detail == null) {
            return "";
        }
        JsonNode more = JsonText.parse(detail);
        List<String> words = new ArrayList<>();
        if (more.has("daysLeft")) {
            words.add(more.get("daysLeft").asInt() + " days left");
        }
        if (more.has("about")) {
            words.add(more.get("about").asText());
        }
        if (more.has("level")) {
            words.add("step " + more.get("level").asInt());
        }
        return words.isEmpty() ? "" : " (" + String.join(", ", words) + ")";
    }
}
