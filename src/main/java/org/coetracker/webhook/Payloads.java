package org.coetracker.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.coetracker.shared.json.JsonText;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What receivers read: small, with a link to fetch the rest by whoever may. */
@ApplicationScoped
class Payloads {
    /** What happened, in the words of a chat. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("coe.filed", "was filed"),
            Map.entry("coe.submitted", "waits for its review"),
            Map.entry("coe.changes_requested", "needs changes"),
            Map.entry("coe.approved", "was approved"),
            Map.entry("coe.closed", "was closed"),
            Map.entry("coe.late", "is late"),
            Map.entry("action.committed", "was committed"),
            Map.entry("action.due_soon", "is due soon"),
            Map.entry("coe.unowned", "has nobody who owns it"),
            Map.entry("action.unowned", "has nobody who owns it"),
            Map.entry("action.overdue", "is overdue"),
            Map.entry("action.escalated", "was escalated"),
            Map.entry("action.decided", "was decided about"),
            Map.entry("action.done", "is done, and to be verified"),
            Map.entry("action.verification_due", "can be verified now"),
            Map.entry("action.verified", "works, as its check showed"),
            Map.entry("action.reopened", "is owed again"),
            Map.entry("action.refused", "will not be done"));

    private final String address;

    Payloads(
            @ConfigProperty(name = "coe.public-url") Optional<String> publicUrl,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.address = publicUrl.orElse("http://127.0.0.1:" + port).replaceAll("/+$", "") + "/api/v1";
    }

    /** The body of a message, as JSON. */
    String of(Message message) {
        return message.format() == Format.SLACK
                ? JsonText.write(Map.of("text", sentence(message)))
                : JsonText.write(standard(message));
    }

    private Map<String, Object> standard(Message message) {
        Map<String, Object> data = new LinkedHashMap<>();
        Map<String, Object> links = new LinkedHashMap<>();
        boolean ping = message.type().equals(Message.PING);
        if (ping) {
            data.put("webhook", message.webhook());
            links.put("webhook", address + "/webhooks/" + message.webhook());
        } else if (message.restricted()) {
            links.put("coe", byId(message));
        } else {
            data.put("coe", message.coe());
            data.put("action", message.action());
            data.put("team", message.team());
            links.put("coe", address + "/coes/" + message.coe());
            if (message.action() != null) {
                links.put("action", address + "/actions/" + message.action());
            }
        }
        data.put("links", links);
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("type", message.restricted() ? "restricted" : message.type());
        payload.put("timestamp", message.at());
        payload.put("data", data);
        return payload;
    }

    private String sentence(Message message) {
        if (message.type().equals(Message.PING)) {
            return "COE Tracker reaches this channel.";
        }
        if (message.restricted()) {
            return "There is something to look at: " + byId(message);
        }
        String ref = message.action() == null ? message.coe() : message.action();
        String link = address + (message.action() == null ? "/coes/" : "/actions/") + ref;
        String what = WORDS.getOrDefault(message.type(), message.type());
        return "%s %s: %s (team %s) %s".formatted(ref, what, harmless(message.title()), message.team(), link);
    }

    /** By its id, as even its number would say which one it is. */
    private String byId(Message message) {
        return address + "/coes/" + message.coeId();
    }

    /**
     * Text of somebody's that calls nobody and hides no link: the characters that Slack gives a meaning are escaped as
     * it asks for, and a blank of no width keeps Mattermost from mentioning people and making links.
     */
    private static String harmless(String title) {
        return title.replaceAll("\\s+", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "@\u200b")
                .replace("](", "]\u200b(")
                .replace("://", ":\u200b//");
    }
}
