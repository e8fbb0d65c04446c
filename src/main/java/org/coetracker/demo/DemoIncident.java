package org.coetracker.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.coetracker.coe.Status.Move;

/**
 * One incident of the demo, with its days counted from the day of loading.
 *
 * @param coe what is filed, as the body of a request
 * @param moves the moves to make then
 * @param waivers the rules of the quality gate to waive before, as bodies of requests
 * @param verifyAll whether to verify what is done before it is closed
 */
record DemoIncident(ObjectNode coe, List<Move> moves, List<JsonNode> waivers, boolean verifyAll) {

    /**
     * Works out the days and refs of an incident file.
     *
     * @param refs the refs of the incidents before, whatever numbers they were given
     */
    static DemoIncident of(JsonNode file, List<String> refs, Instant now) {
        ObjectNode coe = file.get("coe").deepCopy();
        for (JsonNode action : coe.path("correctiveActions")) {
            onDays((ObjectNode) action, now);
        }
        for (JsonNode item : coe.path("relatedItems")) {
            int position = Integer.parseInt(item.get("ref").asText().substring("COE-".length()));
            ((ObjectNode) item).put("ref", refs.get(position - 1));
        }
        List<Move> moves = new ArrayList<>();
        file.path("moves")
                .forEach(move -> moves.add(
                        Move.valueOf(move.asText().toUpperCase(Locale.ROOT).replace('-', '_'))));
        List<JsonNode> waivers = new ArrayList<>();
        file.path("waivers").forEach(waivers::add);
        return new DemoIncident(coe, moves, waivers, file.path("verifyAll").asBoolean());
    }

    private static void onDays(ObjectNode action, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        JsonNode dueInDays = action.remove("dueInDays");
        if (dueInDays != null && !dueInDays.isNull()) {
            action.put("dueOn", today.plusDays(dueInDays.asInt()).toString());
        }
        if (action.get("completion") instanceof ObjectNode completion) {
            int daysAgo = completion.remove("completedDaysAgo").asInt();
            completion.put("completedAt", now.minus(daysAgo, ChronoUnit.DAYS).toString());
        }
        if (action.get("refusal") instanceof ObjectNode refusal) {
            int inDays = refusal.remove("lookAgainInDays").asInt();
            refusal.put("lookAgainOn", today.plusDays(inDays).toString());
        }
    }
}
