package org.coetracker.coe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.history.History;
import org.coetracker.history.HistoryEntry;
import org.coetracker.shared.page.Page;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violation;

/** What became of a COE and its actions, and what they were like. */
@ApplicationScoped
class CoeHistory {
    private final Coes coes;
    private final History history;

    CoeHistory(Coes coes, History history) {
        this.coes = coes;
        this.history = history;
    }

    /** A page of the history, newest first. */
    Page<HistoryEntry> page(CoeRef ref, int limit, String cursor, Actor actor) {
        UUID coe = coes.idOf(ref, actor);
        List<HistoryEntry> entries = history.ofCoe(coe, before(cursor), limit + 1);
        boolean more = entries.size() > limit;
        List<HistoryEntry> shown = more ? entries.subList(0, limit) : entries;
        return new Page<>(shown, more ? Long.toString(shown.get(limit - 1).id()) : null, null);
    }

    private static long before(String cursor) {
        if (cursor == null) {
            return Long.MAX_VALUE;
        }
        if (!cursor.matches("[1-9]\\d{0,17}")) {
            throw ProblemException.of(
                    ErrorCode.MALFORMED,
                    List.of(Violation.of("cursor", "unknown_cursor", "Take nextCursor of the page before.")));
        }
        return Long.parseLong(cursor);
    }

    /**
     * The record as it was at a version, with the actions as they were when the version ended.
     *
     * @throws ProblemException 404 when there was no such version
     */
    ObjectNode revision(CoeRef ref, String version, Actor actor) {
        UUID coe = coes.idOf(ref, actor);
        if (!version.matches("[1-9]\\d{0,8}")) {
            throw ProblemException.notFound("such version; versions are the numbers 1, 2, 3, …");
        }
        int number = Integer.parseInt(version);
        JsonNode snapshot = history.revision(coe, number)
                .orElseThrow(() -> ProblemException.notFound("version " + number + " of " + ref.text()));
        ObjectNode revision = (ObjectNode) snapshot;
        ArrayNode actions = revision.putArray("correctiveActions");
        history.actionsAt(coe, number).forEach(actions::add);
        return revision;
    }
}
