package org.coetracker.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.coetracker.access.AccessPolicy;
import org.coetracker.access.Actor;
import org.coetracker.access.Involved;
import org.coetracker.access.Operation;
import org.coetracker.access.Role;
import org.coetracker.event.EventType;
import org.coetracker.history.History;
import org.coetracker.people.Directory;
import org.coetracker.shared.Ids;
import org.coetracker.shared.http.IfMatch;
import org.coetracker.shared.json.Amendments;
import org.coetracker.shared.json.MergePatch;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.page.Page;
import org.coetracker.shared.page.PageQuery;
import org.coetracker.shared.page.PageRequest;
import org.coetracker.shared.page.Pages;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violations;

/** Makes webhooks, changes and deletes them. */
@ApplicationScoped
public class WebhookService {
    /** More than this nobody looks after. */
    static final int MOST_PER_PERSON = 100;

    /** How long whoever makes a webhook waits for its name to be looked up. */
    private static final Duration NAMES_ANSWER_WITHIN = Duration.ofSeconds(5);

    private static final Set<String> KEPT = Set.of(
            "id",
            "owner",
            "previousSecretUntil",
            "lastSuccessAt",
            "failingSince",
            "disabledAt",
            "disabledBecause",
            "version",
            "createdAt",
            "updatedAt");

    private static final List<String> EVENTS = EventType.wordsAboutCoes();

    private final Webhooks webhooks;
    private final WebhookEnds ends;
    private final Addresses addresses;
    private final Directory directory;
    private final Pages pages;
    private final Amendments amendments;
    private final Rules rules;
    private final History history;
    private final Clock clock;

    WebhookService(
            Webhooks webhooks,
            WebhookEnds ends,
            Addresses addresses,
            Directory directory,
            Pages pages,
            Amendments amendments,
            Rules rules,
            History history,
            Clock clock) {
        this.webhooks = webhooks;
        this.ends = ends;
        this.addresses = addresses;
        this.directory = directory;
        this.pages = pages;
        this.amendments = amendments;
        this.rules = rules;
        this.history = history;
        this.clock = clock;
    }

    /** One webhook. */
    WebhookView read(String id, Actor actor) {
        return WebhookView.of(require(webhooks.get(id), Operation.READ_WEBHOOK, actor));
    }

    /** A page of one's own webhooks, for administrators of all, oldest first unless asked otherwise. */
    Page<WebhookView> page(PageQuery query, Actor actor) {
        Violations violations = new Violations();
        PageRequest page = query.read(WebhookSort.CREATED_AT, null, violations);
        violations.orElseThrow(ErrorCode.MALFORMED);
        boolean all = actor.roles().contains(Role.ADMIN);
        Selection selection = new Selection().where("w.owner = :owner", "owner", all ? null : actor.handle());
        return pages.<Webhook>fetch("w", "Webhook w", "w.id", selection, page).map(WebhookView::of);
    }

    /** Makes a webhook; the answer alone has its secret. Names are looked up before a transaction waits for them. */
    WebhookView make(NewWebhook command, Actor actor) {
        requireTeam(command.team(), actor);
        Violations violations = new Violations();
        rules.check(command, violations);
        checkAddress(command.url(), violations);
        return make(command, violations, actor);
    }

    /** Makes a webhook whose address has been checked. */
    @Transactional
    public WebhookView make(NewWebhook command, Violations violations, Actor actor) {
        check(command, violations);
        violations.orElseThrow(ErrorCode.INVALID);
        if (webhooks.countOf(actor.handle()) >= MOST_PER_PERSON) {
            throw ProblemException.of(
                    ErrorCode.ILLEGAL_MOVE,
                    "You have " + MOST_PER_PERSON + " webhooks already; delete those that are not needed.");
        }
        Instant now = clock.instant();
        Webhook webhook = Webhook.make(Ids.next(), actor.handle(), command, WebhookSecret.next(), now);
        webhooks.persistAndFlush(webhook);
        history.record(actor, now, WebhookEnds.change(webhook, "made", null));
        return WebhookView.withSecret(webhook);
    }

    /** Applies a merge patch. Another address is checked before a transaction waits for it. */
    WebhookView amend(String id, IfMatch expected, MergePatch patch, Actor actor) {
        Violations violations = new Violations();
        if (patch.names("url")) {
            String url = patch.applyTo(JsonNodeFactory.instance.objectNode())
                    .path("url")
                    .asText("");
            read(id, actor);
            checkAddress(url, violations);
        }
        return amend(id, expected, patch, violations, actor);
    }

    /** Applies a merge patch whose address, if it has one, has been checked. */
    @Transactional
    public WebhookView amend(String id, IfMatch expected, MergePatch patch, Violations violations, Actor actor) {
        Webhook webhook = require(webhooks.lock(id), Operation.AMEND_WEBHOOK, actor);
        expected.check(webhook.version());
        WebhookView before = WebhookView.of(webhook);
        Optional<NewWebhook> amended = amendments.apply(patch, before, KEPT, NewWebhook.class);
        if (amended.isEmpty()) {
            return before;
        }
        NewWebhook after = amended.get();
        if (after.active()) {
            // Whoever does not manage the team any more may still end what they made.
            requireTeam(after.team(), actor);
        }
        Violations all = new Violations();
        rules.check(after, all);
        violations.list().forEach(one -> all.add(one.pointer(), one.code(), one.detail()));
        check(after, all, Objects.equals(before.team(), after.team()));
        all.orElseThrow(ErrorCode.INVALID);
        Instant now = clock.instant();
        webhook.describe(after, now);
        webhooks.flush();
        if (!after.active()) {
            ends.drop(webhook.id(), now);
        } else if (!before.active()) {
            webhooks.forgive(webhook.id());
            webhooks.getEntityManager().refresh(webhook);
        }
        String change = before.active() == after.active() ? "edited" : after.active() ? "switched_on" : "switched_off";
        history.record(actor, now, WebhookEnds.change(webhook, change, null));
        return WebhookView.of(webhook);
    }

    /** Deletes a webhook with its deliveries. */
    @Transactional
    public void delete(String id, IfMatch expected, Actor actor) {
        Webhook webhook = require(webhooks.lock(id), Operation.DELETE_WEBHOOK, actor);
        expected.check(webhook.version());
        history.record(actor, clock.instant(), WebhookEnds.change(webhook, "deleted", null));
        webhooks.delete(webhook);
    }

    /** Gives a webhook another secret; the one until now stays good for a day. */
    @Transactional
    public WebhookSecret rotate(String id, IfMatch expected, Actor actor) {
        Webhook webhook = require(webhooks.lock(id), Operation.ROTATE_WEBHOOK_SECRET, actor);
        expected.check(webhook.version());
        Instant now = clock.instant();
        webhook.rotate(WebhookSecret.next(), now);
        webhooks.flush();
        history.record(actor, now, WebhookEnds.change(webhook, "secret_rotated", null));
        return new WebhookSecret(webhook.secret(), webhook.previousSecretUntil());
    }

    private static Webhook require(Webhook webhook, Operation operation, Actor actor) {
        AccessPolicy.requireSelf(actor, operation, webhook.owner());
        return webhook;
    }

    private static void requireTeam(String team, Actor actor) {
        AccessPolicy.require(
                actor,
                Operation.CREATE_WEBHOOK,
                new Involved(List.of(), List.of(), null, team == null ? List.of() : List.of(team)));
    }

    private void check(NewWebhook command, Violations violations) {
        check(command, violations, false);
    }

    private void check(NewWebhook command, Violations violations, boolean sameTeam) {
        if (command.events() != null) {
            Violations.each("/events", command.events(), (place, event) -> {
                if (event != null && !EVENTS.contains(event)) {
                    violations.add(
                            place,
                            "unknown_value",
                            "Use one of: " + EVENTS.stream().collect(Collectors.joining(", ")) + ".");
                }
            });
        }
        if (command.team() != null && !sameTeam) {
            directory.find(List.of(), List.of(command.team())).team("/team", command.team(), violations);
        }
    }

    private void checkAddress(String url, Violations violations) {
        if (url == null || url.isBlank() || violations.covers("/url")) {
            return;
        }
        Target target = Target.read(url, violations);
        if (target == null) {
            return;
        }
        try {
            addresses.of(target, NAMES_ANSWER_WITHIN);
        } catch (Addresses.Refused refused) {
            violations.add("/url", refused.code(), refused.getMessage());
        } catch (Resolver.Unanswered e) {
            violations.add("/url", "unknown_host", e.getMessage());
        } catch (UnknownHostException e) {
            violations.add("/url", "unknown_host", "The host's name has no address.");
        }
    }
}
