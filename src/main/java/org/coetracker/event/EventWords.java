package org.coetracker.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.coetracker.shared.json.JsonText;

/**
 * Says what happened, as the end of a sentence that begins with the ref of what it happened to. It may be read days later:
 * days are said by their date.
 */
public final class EventWords {
    private EventWords() {}

    /**
     * The words.
     *
     * @param type the event's word
     * @param detail what else there is to say, as JSON text; null when there is nothing
     */
    public static String of(String type, String detail) {
        JsonNode more = detail == null ? MissingNode.getInstance() : JsonText.parse(detail);
        return switch (type) {
            case "coe.filed" -> "was filed";
            case "coe.submitted" -> "waits for its review";
            case "coe.review_asked" -> "waits for your review too";
            case "coe.reviewer_removed" -> "does not wait for your review any more";
            case "coe.approval_outdated" -> "was changed after you had approved it, and waits for your review again";
            case "coe.amended" -> "was amended after its approval";
            case "coe.changes_requested" -> "was sent back with changes asked for";
            case "coe.approved" -> "was approved";
            case "coe.closed" -> "was closed";
            case "coe.late" -> late(more);
            case "coe.unowned", "action.unowned" -> "has no owner who is there";
            case "action.committed" -> "is to be done";
            case "action.re_dated" -> reDated(more);
            case "action.due_soon" -> "is due " + when(more);
            case "action.overdue" -> overdue(more);
            case "action.escalated" -> overdue(more) + ", and nobody has decided";
            case "action.decided" -> decided(more);
            case "action.done" ->
                more.path("evidence").asBoolean(true)
                        ? "is done, and waits for its verification"
                        : "is done, with nothing that shows it, and waits for its verification";
            case "action.verifier_changed" -> "is done, and yours to verify";
            case "action.verification_due" -> "can be verified now";
            case "action.verified" -> "was verified: it works";
            case "action.reopened" -> "is owed again";
            case "action.refused" -> "will not be done";
            case "comment.added" -> "has a comment" + by(more);
            case "comment.mentioned" ->
                "has a comment" + by(more) + " that mentions " + (more.isMissingNode() ? "somebody" : "you");
            case "webhook.switched_off" ->
                ("was switched off. " + more.path("because").asText()).strip();
            default -> "has changed";
        };
    }

    private static String reDated(JsonNode detail) {
        return detail.path("dueOn").isTextual()
                ? "is due on " + detail.path("dueOn").asText() + " now, not on "
                        + detail.path("dueOnBefore").asText()
                : "is due on another day";
    }

    private static String by(JsonNode detail) {
        return detail.path("by").isTextual() ? " by " + detail.path("by").asText() : "";
    }

    private static String when(JsonNode detail) {
        return detail.path("dueOn").isTextual() ? "on " + detail.path("dueOn").asText() : "soon";
    }

    private static String overdue(JsonNode detail) {
        return switch (detail.path("about").asText()) {
            case "verification" -> "was not verified in time";
            case "accepted_risk" -> "was refused, and is to be looked at again";
            default ->
                detail.path("dueOn").isTextual()
                        ? "is overdue, it was due on " + detail.path("dueOn").asText()
                        : "is overdue";
        };
    }

    private static String decided(JsonNode detail) {
        String dueOn = detail.path("dueOn").asText();
        String by = detail.path("about").asText().equals("verification") ? "is to be verified by " : "is due on ";
        return switch (detail.path("decision").asText()) {
            case "re_date" -> by + dueOn + " now, by decision";
            case "re_assign" ->
                by + dueOn + " now and is " + detail.path("owner").asText() + "'s, by decision";
            case "reduce_scope" -> "is less now and " + by + dueOn + ", by decision";
            case "accept_risk" ->
                "will not be done, by decision; to be looked at again on "
                        + detail.path("lookAgainOn").asText();
            case "done" -> "is done, by decision";
            default -> "was decided about";
        };
    }

    private static String late(JsonNode detail) {
        return switch (detail.path("about").asText()) {
            case "submission" -> "was not submitted in time";
            case "approval" -> "was not approved in time";
            default -> "is late";
        };
    }
}
