package org.coetracker.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.coetracker.access.Actor;
import org.coetracker.coe.CoeRef;
import org.coetracker.coe.CoeService;
import org.coetracker.coe.ReviewState;
import org.coetracker.history.Differences;
import org.coetracker.history.History;
import org.coetracker.history.HistoryEntry.MemberChange;
import org.coetracker.review.RoundView.QuestionChange;
import org.coetracker.review.RoundView.Verdict;
import org.coetracker.shared.page.Page;
import org.coetracker.shared.page.PlainPageQuery;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violation;

/** Shows the rounds of a COE's reviews. */
@ApplicationScoped
class RoundService {
    /** Where a COE stands is what the rounds are about; these are no changes of what it says. */
    private static final Set<String> LIFECYCLE = Set.of("status", "submittedAt", "approvedAt", "closedAt");

    /** Of an action, what is to be done: how far it has come is its own history. */
    private static final Set<String> WORDS_OF_ACTION =
            Set.of("ref", "title", "description", "type", "priority", "causes", "verification", "refusal");

    /** Each round compares two records. */
    private static final int MOST = 20;

    /** How many characters of a value a list shows. */
    private static final int LONGEST = 1_000;

    private final ShownRounds rounds;
    private final CoeService coes;
    private final History history;

    RoundService(ShownRounds rounds, CoeService coes, History history) {
        this.rounds = rounds;
        this.coes = coes;
        this.history = history;
    }

    /** A page of the rounds of a COE, newest first. */
    Page<RoundView> page(CoeRef ref, PlainPageQuery query, Actor actor) {
        int limit = Math.min(query.readLimit(), MOST);
        int before = before(query.cursor());
        List<RoundView> shown = read(coes.idOf(ref, actor), 1, before - 1, limit).stream()
                .map(RoundService::shortened)
                .toList();
        // Rounds are counted from 1 without a gap.
        int last = shown.isEmpty() ? 1 : shown.get(shown.size() - 1).round();
        return new Page<>(shown, last > 1 ? Integer.toString(last) : null, null);
    }

    private static RoundView shortened(RoundView round) {
        List<QuestionChange> changes = round.changes().stream()
                .map(question -> new QuestionChange(
                        question.member(),
                        question.changes().stream()
                                .map(change -> new MemberChange(
                                        change.pointer(), shortened(change.before()), shortened(change.after())))
                                .toList()))
                .toList();
        return round.with(changes);
    }

    private static JsonNode shortened(JsonNode value) {
        if (value == null) {
            return null;
        }
        String text = value.isTextual() ? value.textValue() : value.toString();
        if (text.length() <= LONGEST) {
            return value;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return TextNode.valueOf(text.substring(0, end) + "…");
    }

    private static int before(String cursor) {
        if (cursor == null) {
            return Integer.MAX_VALUE;
        }
        if (!cursor.matches("[1-9]\\d{0,8}")) {
            throw ProblemException.of(
                    ErrorCode.MALFORMED,
                    List.of(Violation.of("cursor", "unknown_cursor", "Take nextCursor of the page before.")));
        }
        return Integer.parseInt(cursor);
    }

    /**
     * One round.
     *
     * @throws ProblemException 404 when there was no such round
     */
    RoundView one(CoeRef ref, String round, Actor actor) {
        UUID coe = coes.idOf(ref, actor);
        if (!round.matches("[1-9]\\d{0,8}")) {
            throw ProblemException.notFound("such round; rounds are the numbers 1, 2, 3, …");
        }
        int number = Integer.parseInt(round);
        return read(coe, number, number, 1).stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("round " + number + " of " + ref.text()));
    }

    private List<RoundView> read(UUID coe, int from, int to, int limit) {
        List<RoundRow> rows = rounds.of(coe, from, to, limit);
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Integer, List<Verdict>> approvals = rounds.approvals(
                coe, rows.get(rows.size() - 1).round(), rows.get(0).round());
        Map<Long, ObjectNode> records = records(coe, rows);
        boolean anyOpen = rows.stream().anyMatch(row -> row.outcome() == null);
        ReviewState state = anyOpen ? rounds.state(coe) : null;
        return rows.stream()
                .map(row -> view(row, state, approvals.getOrDefault(row.round(), List.of()), records))
                .toList();
    }

    private Map<Long, ObjectNode> records(UUID coe, List<RoundRow> rows) {
        List<Long> entries = rows.stream()
                .flatMap(row -> Stream.of(row.from(), row.to()))
                .distinct()
                .sorted()
                .toList();
        List<ObjectNode> records = history.asOf(coe, entries);
        Map<Long, ObjectNode> byEntry = new LinkedHashMap<>();
        for (int index = 0; index < entries.size(); index++) {
            byEntry.put(entries.get(index), records.get(index));
        }
        return byEntry;
    }

    private static RoundView view(
            RoundRow row, ReviewState state, List<Verdict> approvals, Map<Long, ObjectNode> records) {
        List<Verdict> said = new ArrayList<>(approvals);
        if (row.outcome() == ReviewState.Outcome.CHANGES_REQUESTED) {
            said.add(new Verdict(row.endedBy(), row.outcome(), row.comment(), row.endedAt(), row.endedVersion(), null));
        }
        return new RoundView(
                row.round(),
                row.submittedBy(),
                row.submittedAt(),
                row.submittedVersion(),
                row.outcome(),
                row.endedBy(),
                row.endedAt(),
                row.endedVersion(),
                row.outcome() == null ? state.required() : row.asked(),
                said,
                changes(records.get(row.from()), records.get(row.to())));
    }

    /** What is different, by member of the record. */
    private static List<QuestionChange> changes(ObjectNode before, ObjectNode after) {
        Map<String, List<MemberChange>> byMember = new LinkedHashMap<>();
        Differences.between(said(before), said(after))
                .forEach(change -> byMember.computeIfAbsent(
                                change.pointer().split("/", 3)[1], member -> new ArrayList<>())
                        .add(change));
        return byMember.entrySet().stream()
                .map(member -> new QuestionChange(member.getKey(), member.getValue()))
                .toList();
    }

    private static ObjectNode said(ObjectNode record) {
        ObjectNode said = record.deepCopy();
        said.remove(LIFECYCLE);
        for (JsonNode action : said.withObject("/correctiveActions")) {
            ((ObjectNode) action).retain(WORDS_OF_ACTION);
        }
        return said;
    }
}
