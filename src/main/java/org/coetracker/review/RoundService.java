package org.coetracker.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

    private static final long NOW = Long.MAX_VALUE;

    private final Rounds rounds;
    private final CoeService coes;
    private final History history;

    RoundService(Rounds rounds, CoeService coes, History history) {
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
        List<Object[]> rows = rounds.rows("""
                select r.round, r.submitted_by, r.submitted_at, r.submitted_version, r.outcome, r.ended_by, r.ended_at,
                    r.ended_version, r.comment, cast(r.asked as text),
                    coalesce((select b.ended_entry from review_round b where b.coe_id = r.coe_id and b.round = r.round - 1),
                        r.submitted_entry),
                    r.ended_entry
                from review_round r where r.coe_id = :coe and r.round between :from and :to
                order by r.round desc limit :limit""", Map.of("coe", coe, "from", from, "to", to, "limit", limit));
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Integer, List<Verdict>> approvals = approvals(coe, rows);
        Map<Long, ObjectNode> records = records(coe, rows);
        boolean anyOpen = rows.stream().anyMatch(row -> row[4] == null);
        ReviewState state = anyOpen ? rounds.state(coe) : null;
        return rows.stream()
                .map(row -> view(row, state, approvals.getOrDefault(number(row[0]), List.of()), records))
                .toList();
    }

    private Map<Integer, List<Verdict>> approvals(UUID coe, List<Object[]> rows) {
        Map<Integer, List<Verdict>> approvals = new LinkedHashMap<>();
        rounds.rows("""
                select a.round, a.person, a.comment, a.approved_at, a.version, a.outdated_at
                from review_approval a
                where a.coe_id = :coe and a.round between :from and :to
                order by a.approved_at, a.id""", Map.of("coe", coe, "from", rows.get(rows.size() - 1)[0], "to", rows.get(0)[0]))
                .forEach(row -> approvals
                        .computeIfAbsent(number(row[0]), round -> new ArrayList<>())
                        .add(new Verdict(
                                (String) row[1],
                                ReviewState.Outcome.APPROVED,
                                (String) row[2],
                                (Instant) row[3],
                                number(row[4]),
                                (Instant) row[5])));
        return approvals;
    }

    private Map<Long, ObjectNode> records(UUID coe, List<Object[]> rows) {
        List<Long> entries = new TreeSet<>(rows.stream()
                        .flatMap(row -> Stream.of(entry(row[10]), entry(row[11])))
                        .toList())
                .stream().toList();
        List<ObjectNode> records = history.asOf(coe, entries);
        Map<Long, ObjectNode> byEntry = new LinkedHashMap<>();
        for (int index = 0; index < entries.size(); index++) {
            byEntry.put(entries.get(index), records.get(index));
        }
        return byEntry;
    }

    private static long entry(Object id) {
        return id == null ? NOW : ((Number) id).longValue();
    }

    private static int number(Object number) {
        return ((Number) number).intValue();
    }

    private static RoundView view(
            Object[] row, ReviewState state, List<Verdict> approvals, Map<Long, ObjectNode> records) {
        ReviewState.Outcome outcome = Rounds.outcome(row[4]);
        List<Verdict> said = new ArrayList<>(approvals);
        if (outcome == ReviewState.Outcome.CHANGES_REQUESTED) {
            said.add(new Verdict((String) row[5], outcome, (String) row[8], (Instant) row[6], number(row[7]), null));
        }
        return new RoundView(
                number(row[0]),
                (String) row[1],
                (Instant) row[2],
                number(row[3]),
                outcome,
                (String) row[5],
                (Instant) row[6],
                (Integer) row[7],
                outcome == null ? state.required() : Rounds.required(row[9]),
                said,
                changes(records.get(entry(row[10])), records.get(entry(row[11]))));
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
