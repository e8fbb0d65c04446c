package org.coetracker.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.coetracker.event.EventWords;
import org.coetracker.shared.http.PublicUrl;
import org.coetracker.shared.json.JsonText;

/** What receivers read: small, with a link to fetch the rest by whoever may. */
@ApplicationScoped
class Payloads {
    private final PublicUrl base;

    Payloads(PublicUrl base) {
        this.base = base;
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
            links.put("webhook", base.of("/api/v1/webhooks/" + message.webhook()));
        } else if (message.restricted()) {
            links.put("coe", byId(message));
        } else {
            data.put("coe", message.coe());
            data.put("action", message.action());
            data.put("team", message.team());
            links.put("coe", base.of("/api/v1/coes/" + message.coe()));
            if (message.action() != null) {
                links.put("action", base.of("/api/v1/actions/" + message.action()));
            }
            if (message.comment() != null) {
                links.put("comment", commentLink(message));
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
        String link = message.comment() == null
                ? base.of((message.action() == null ? "/api/v1/coes/" : "/api/v1/actions/") + ref)
                : commentLink(message);
        String what = EventWords.of(message.type(), null);
        return "%s %s: %s (team %s) %s".formatted(ref, what, harmless(message.title()), message.team(), link);
    }

    private String commentLink(Message message) {
        return base.of("/api/v1/coes/" + message.coe() + "/comments/" + message.comment());
    }

    /** By its id, as even its number would say which one it is. */
    private String byId(Message message) {
        return base.of("/api/v1/coes/" + message.coeId());
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
