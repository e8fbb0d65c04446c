package org.coetracker.action;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.access.Visibility;
import org.coetracker.shared.page.Page;
import org.coetracker.shared.page.PageQuery;
import org.coetracker.shared.page.PageRequest;
import org.coetracker.shared.page.Pages;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;

/** Lists of actions. */
@ApplicationScoped
public class ActionList {
    private final Pages pages;
    private final Clock clock;

    ActionList(Pages pages, Clock clock) {
        this.pages = pages;
        this.clock = clock;
    }

    /** A page of the actions that the filters let through. */
    Page<ActionView> page(ActionFilters filters, PageQuery query, Actor actor) {
        Instant now = clock.instant();
        Violations violations = new Violations();
        Selection selection = filters.read(now, violations);
        return fetch(selection, actor, query, ActionSort.DUE_ON, now, violations);
    }

    /** A page of the actions of one COE, in the order of their filing. */
    public Page<ActionView> of(UUID coe, PageQuery query, Actor actor) {
        Selection selection = new Selection().where("a.coeId = :coe", "coe", coe);
        return fetch(selection, actor, query, ActionSort.CREATED_AT, clock.instant(), new Violations());
    }

    private Page<ActionView> fetch(
            Selection selection, Actor actor, PageQuery query, ActionSort sort, Instant now, Violations violations) {
        PageRequest page = query.read(sort, null, violations);
        violations.orElseThrow(ErrorCode.MALFORMED);
        Visibility visibility = Visibility.of(actor);
        visibility.limit(selection, visibility.ofActions("a"));
        Page<Action> actions = pages.fetch("a", "Action a join fetch a.team t", "a.id", selection, page);
        return actions.map(action -> ActionView.of(action, now));
    }
}
