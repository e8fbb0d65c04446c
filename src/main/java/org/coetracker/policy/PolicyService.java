package org.coetracker.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.coetracker.access.Actor;
import org.coetracker.history.AuditKind;
import org.coetracker.history.Change;
import org.coetracker.history.History;
import org.coetracker.people.Directory;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.Amendments;
import org.coetracker.shared.json.MergePatch;
import org.coetracker.shared.json.Reason;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.page.Page;
import org.coetracker.shared.page.PlainPageQuery;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violation;
import org.coetracker.shared.problem.Violations;

/** Shows the policies and changes them; what they gave before, such as a due date, stays as it is. */
@ApplicationScoped
class PolicyService {
    private static final Set<String> KEPT = Set.of("name", "version", "updatedAt");

    private final Policies policies;
    private final Amendments amendments;
    private final Directory directory;
    private final Rules rules;
    private final History history;
    private final Clock clock;

    PolicyService(
            Policies policies, Amendments amendments, Directory directory, Rules rules, History history, Clock clock) {
        this.policies = policies;
        this.amendments = amendments;
        this.directory = directory;
        this.rules = rules;
        this.history = history;
        this.clock = clock;
    }

    /** A page of the policies, by name. */
    Page<PolicyView> page(PlainPageQuery query) {
        int limit = query.readLimit();
        if (query.cursor() != null && !PolicyName.words().contains(query.cursor())) {
            throw ProblemException.of(
                    ErrorCode.MALFORMED,
                    List.of(Violation.of("cursor", "unknown_cursor", "Take nextCursor of the page before.")));
        }
        List<PolicyView> behind = policies.all().stream()
                // While a later version is brought in, there may be one that this one does not know.
                .filter(policy -> PolicyName.words().contains(policy.name()))
                .filter(policy -> query.cursor() == null || policy.name().compareTo(query.cursor()) > 0)
                .map(PolicyView::of)
                .toList();
        List<PolicyView> shown = behind.subList(0, Math.min(limit, behind.size()));
        String next = shown.size() < behind.size() ? shown.get(limit - 1).name() : null;
        return new Page<>(shown, next, null);
    }

    /** One policy. */
    PolicyView read(String name) {
        return PolicyView.of(policies.get(PolicyName.of(name)));
    }

    /** Applies a merge patch, which may carry a {@code reason}. */
    @Transactional
    PolicyView amend(String word, IfMatch expected, MergePatch patch, Actor actor) {
        PolicyName name = PolicyName.of(word);
        Policy policy = policies.lock(name);
        expected.check(policy.version());
        Optional<String> reason = Reason.take(patch);
        PolicyView before = PolicyView.of(policy);
        Violations violations = new Violations();
        requireNothingCleared(patch, violations);
        Optional<? extends PolicyDocument> amended = amendments.apply(patch, before, KEPT, name.type());
        // A word that is cleared and was not there is no change either.
        if (amended.isEmpty() || violations.isEmpty() && amended.get().equals(policy.document())) {
            return before;
        }
        PolicyDocument after = amended.get();
        rules.check(after, violations);
        after.check(violations);
        if (violations.isEmpty() && !(after.people().isEmpty() && after.teams().isEmpty())) {
            after.checkNames(directory.find(after.people(), after.teams()), violations);
        }
        violations.orElseThrow(ErrorCode.INVALID);
        policy.say(after, clock.instant());
        policies.flush();
        PolicyView view = PolicyView.of(policy);
        history.record(
                actor,
                view.updatedAt(),
                Change.of(
                        AuditKind.POLICY.word(),
                        view.name(),
                        null,
                        view.version(),
                        "edited",
                        reason.orElse(null),
                        view));
        return view;
    }

    /** A default is too much to guess. */
    private static void requireNothingCleared(MergePatch patch, Violations violations) {
        for (var member : patch.applyTo(JsonNodeFactory.instance.objectNode()).properties()) {
            JsonNode value = member.getValue();
            if (value.isNull() && !KEPT.contains(member.getKey())) {
                violations.add("/" + member.getKey(), "required", "This cannot be cleared; say what it shall be.");
            }
        }
    }
}
