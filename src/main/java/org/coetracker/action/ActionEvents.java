package org.coetracker.action;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coetracker.event.Event;
import org.coetracker.event.EventType;

/** What others are told of changes of actions. */
final class ActionEvents {
    private static final Map<String, EventType> OF_CHANGES = Map.of(
            "committed", EventType.ACTION_COMMITTED,
            "re_dated", EventType.ACTION_RE_DATED,
            "re_assigned", EventType.ACTION_COMMITTED,
            "completed", EventType.ACTION_DONE,
            "verified", EventType.ACTION_VERIFIED,
            "verification_failed", EventType.ACTION_REOPENED,
            "reopened", EventType.ACTION_REOPENED,
            "refused", EventType.ACTION_REFUSED);

    private static final Map<ActionState, EventType> OF_STATES = Map.of(
            ActionState.COMMITTED, EventType.ACTION_COMMITTED,
            ActionState.IN_PROGRESS, EventType.ACTION_COMMITTED,
            ActionState.DONE, EventType.ACTION_DONE,
            ActionState.REFUSED, EventType.ACTION_REFUSED);

    private ActionEvents() {}

    /** What there is to tell of a change; nothing where it concerns nobody else. */
    static Optional<Event> changed(Action action, String change) {
        return Optional.ofNullable(OF_CHANGES.get(change)).map(type -> about(action, type));
    }

    /** What there is to tell of an action that is filed in the state that it is in already. */
    static Optional<Event> filed(Action action) {
        return Optional.ofNullable(OF_STATES.get(action.state())).map(type -> about(action, type));
    }

    /** What there is to tell of actions that were filed together. */
    static List<Event> filed(List<Action> actions) {
        return actions.stream()
                .map(ActionEvents::filed)
                .flatMap(Optional::stream)
                .toList();
    }

    /** That an owed action was given to somebody. */
    static Event handedOver(Action action) {
        return about(action, EventType.ACTION_COMMITTED);
    }

    /** That a done action is somebody else's to verify: at once, where its observation has ended. */
    static Optional<Event> newVerifier(Action action, String before, Instant now) {
        String verifier = verifier(action);
        if (action.state() != ActionState.DONE || verifier == null || verifier.equals(before)) {
            return Optional.empty();
        }
        // The reminder at the end of the observation was for whoever it was then, and is made once.
        EventType type = action.check().isObserved(action.today(now))
                ? EventType.ACTION_VERIFICATION_DUE
                : EventType.ACTION_VERIFIER_CHANGED;
        return Optional.of(about(action, type)
                .to(verifier)
                .saying(Collections.singletonMap("verifyBy", action.check().by())));
    }

    static String verifier(Action action) {
        return action.check().verifier();
    }

    /** That the policy moved the date of an owed action. */
    static Event reDated(Action action) {
        return about(action, EventType.ACTION_RE_DATED);
    }

    private static Event about(Action action, EventType type) {
        Event event = Event.of(type, action.coeId(), action.id(), action.team());
        return switch (type) {
            case ACTION_DONE -> toVerify(action, event);
            case ACTION_VERIFICATION_DUE, ACTION_VERIFIER_CHANGED -> event;
            case ACTION_REFUSED -> event.to(action.owner(), action.refusal().approver());
            case ACTION_RE_DATED ->
                event.to(action.owner())
                        .saying(Map.of(
                                "dueOn",
                                action.dueOn(),
                                "dueOnBefore",
                                action.schedule().before()));
            default -> event.to(action.owner());
        };
    }

    private static Event toVerify(Action action, Event event) {
        String verifier = verifier(action);
        Event told = verifier == null ? event.toManagersOf(action.team()) : event.to(verifier);
        return action.check().completion().evidence() == null ? told.saying(Map.of("evidence", false)) : told;
    }
}
