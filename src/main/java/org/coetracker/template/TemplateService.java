package org.coetracker.template;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.coetracker.access.Actor;
import org.coetracker.coe.Kind;
import org.coetracker.history.AuditKind;
import org.coetracker.history.Change;
import org.coetracker.history.History;
import org.coetracker.policy.Severity;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.Amendments;
import org.coetracker.shared.json.MergePatch;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.page.Page;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violation;
import org.coetracker.shared.problem.Violations;

/** Shows templates, makes them, changes and deletes them. */
@ApplicationScoped
class TemplateService {
    /** More than anybody chooses from. */
    static final int MOST = 200;

    private static final Set<String> KEPT = Set.of("version", "createdAt", "updatedAt", "deletedAt");

    private final Templates templates;
    private final Amendments amendments;
    private final Rules rules;
    private final History history;
    private final Clock clock;

    TemplateService(Templates templates, Amendments amendments, Rules rules, History history, Clock clock) {
        this.templates = templates;
        this.amendments = amendments;
        this.rules = rules;
        this.history = history;
        this.clock = clock;
    }

    /** A page of those that are offered, the most fitting first. */
    Page<TemplateView> page(Kind kind, Severity severity, int limit, String cursor) {
        List<Template> found =
                templates.offered(kind, severity, cursor == null ? null : Place.decode(cursor), limit + 1);
        List<Template> shown = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                shown.stream().map(TemplateView::of).toList(),
                found.size() > limit ? Place.of(shown.get(limit - 1)).encode() : null,
                null);
    }

    /** One template, deleted ones too: COEs name them. */
    TemplateView read(String name) {
        return TemplateView.of(templates.get(name));
    }

    /** Makes a template; one of the name of a deleted one takes its place. */
    @Transactional
    TemplateView make(NewTemplate command, Actor actor) {
        check(command);
        Instant now = clock.instant();
        Optional<Template> known = templates.find(command.name(), LockModeType.PESSIMISTIC_WRITE);
        if (known.isPresent() && !known.get().isDeleted()) {
            throw ProblemException.of(
                    ErrorCode.ALREADY_EXISTS,
                    "A template with this name is there already.",
                    List.of(Violation.at("/name", "taken", "A template with this name is there already.")),
                    java.util.Map.of());
        }
        if (templates.countOffered() >= MOST) {
            throw ProblemException.of(
                    ErrorCode.ILLEGAL_MOVE,
                    "There are " + MOST + " templates already; delete those that nobody needs.");
        }
        Template template = known.orElseGet(() -> Template.of(command, now));
        if (known.isPresent()) {
            template.say(command, now);
        } else {
            templates.persist(template);
        }
        return written(template, "made", actor, now);
    }

    /** Applies a merge patch. */
    @Transactional
    TemplateView amend(String name, IfMatch expected, MergePatch patch, Actor actor) {
        Template template = offered(name);
        expected.check(template.version());
        TemplateView before = TemplateView.of(template);
        Optional<NewTemplate> amended = amendments.apply(patch, before, KEPT, NewTemplate.class);
        if (amended.isEmpty()) {
            return before;
        }
        if (!name.equals(amended.get().name())) {
            throw ProblemException.at(
                    ErrorCode.INVALID, "/name", "read_only", "A template keeps its name; COEs go by it.");
        }
        check(amended.get());
        Instant now = clock.instant();
        template.say(amended.get(), now);
        return written(template, "edited", actor, now);
    }

    /** Offers a template no longer; COEs that began with it keep it. */
    @Transactional
    void delete(String name, IfMatch expected, Actor actor) {
        Template template = offered(name);
        expected.check(template.version());
        Instant now = clock.instant();
        template.delete(now);
        written(template, "deleted", actor, now);
    }

    private Template offered(String name) {
        Template template = templates.lock(name);
        if (template.isDeleted()) {
            throw ProblemException.illegalMove(
                    "The template " + name + " is deleted; POST /templates makes one of that name again.",
                    "deleted",
                    List.of());
        }
        return template;
    }

    private TemplateView written(Template template, String change, Actor actor, Instant now) {
        templates.flush();
        TemplateView view = TemplateView.of(template);
        history.record(
                actor,
                now,
                Change.of(
                        AuditKind.POLICY.word(), "template/" + view.name(), null, view.version(), change, null, view));
        return view;
    }

    private void check(NewTemplate command) {
        Violations violations = new Violations();
        rules.check(command, violations);
        Section.check("/required", command.required(), violations);
        violations.orElseThrow(ErrorCode.INVALID);
    }
}
