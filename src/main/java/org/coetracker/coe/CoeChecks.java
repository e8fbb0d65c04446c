package org.coetracker.coe;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.coetracker.access.Actor;
import org.coetracker.action.ActionFiling;
import org.coetracker.action.Actions;
import org.coetracker.action.NewAction;
import org.coetracker.coe.answer.RelatedItem;
import org.coetracker.coe.answer.RootCause.Cause;
import org.coetracker.people.Directory;
import org.coetracker.shared.json.Rules;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;

/** Checks what is to be written against all rules, and says everything that is wrong at once. */
@ApplicationScoped
class CoeChecks {
    private final Coes coes;
    private final Actions actions;
    private final ActionFiling filing;
    private final Directory directory;
    private final Rules rules;
    private final AttachedFiles files;

    CoeChecks(Coes coes, Actions actions, ActionFiling filing, Directory directory, Rules rules, AttachedFiles files) {
        this.files = files;
        this.coes = coes;
        this.actions = actions;
        this.filing = filing;
        this.directory = directory;
        this.rules = rules;
    }

    /** A COE that is to be filed, with its actions, and with what is known to be wrong already. */
    void filed(NewCoe command, Actor actor, Instant now, Violations violations) {
        rules.check(command, violations);
        CoeRules.check(command, violations);
        CoeRules.checkAttachments(command, Set.of(), violations); // Files are attached to what is there.

        List<String> people = new ArrayList<>(people(command));
        List<String> teams = new ArrayList<>(command.reviewTeams());
        teams.add(Objects.requireNonNullElse(command.team(), ""));
        present(command.correctiveActions()).forEach(action -> {
            filing.people(action).forEach(people::add);
            teams.add(action.team());
        });
        Directory.Found found = directory.find(people, teams);
        names(command, found, violations);
        Set<String> causes = causeIds(command);
        Violations.each("/correctiveActions", command.correctiveActions(), (place, action) -> {
            if (action != null) {
                filing.check(place, action, causes, found, now, violations);
            }
        });
        relatedItems(command.relatedItems(), "", Set.of(), actor, violations);
        violations.orElseThrow(ErrorCode.INVALID);
    }

    /** An action that is to be filed with a COE that is there already. */
    void filedAction(NewAction command, Set<String> causes, Instant now) {
        Violations violations = new Violations();
        rules.check(command, violations);
        Directory.Found found = directory.find(filing.people(command).toList(), Arrays.asList(command.team()));
        filing.check("", command, causes, found, now, violations);
        violations.orElseThrow(ErrorCode.INVALID);
    }

    /** A record that is to be written anew. What is left as it was is not held against the change. */
    void amended(Coe before, NewCoe after, Actor actor, Violations violations) {
        rules.check(after, violations);
        CoeRules.check(after, violations);
        attachments(before, after, violations);
        Set<String> known = new HashSet<>(before.reviewers());
        known.addAll(before.visibleTo());
        known.add(before.owner());
        List<String> newPeople =
                people(after).stream().filter(handle -> !known.contains(handle)).toList();
        Set<String> knownTeams = new HashSet<>(before.reviewTeams());
        knownTeams.add(before.team());
        List<String> newTeams = new ArrayList<>(after.reviewTeams());
        newTeams.add(after.team());
        newTeams.removeAll(knownTeams);
        if (newTeams.stream().anyMatch(Objects::nonNull) || newPeople.stream().anyMatch(Objects::nonNull)) {
            Directory.Found found = directory.find(newPeople, newTeams);
            known.forEach(handle -> found.people().put(handle, true));
            knownTeams.forEach(handle -> found.teams().putIfAbsent(handle, true));
            names(after, found, violations);
        }
        Set<String> causes = causeIds(after);
        if (!causes.containsAll(before.answers().causeIds())) {
            CoeRules.checkActionCauses(
                    actions.of(before.id()).stream()
                            .map(action -> action.causes())
                            .toList(),
                    causes,
                    violations);
        }
        relatedItems(after.relatedItems(), before.ref(), before.answers().relatedRefs(), actor, violations);
    }

    private void attachments(Coe before, NewCoe after, Violations violations) {
        List<String> named = CoeRules.attachments(after);
        if (!named.isEmpty()) {
            CoeRules.checkAttachments(after, files.of(before.id(), named), violations);
        }
    }

    private static void names(NewCoe command, Directory.Found found, Violations violations) {
        if (command.team() != null && !command.team().isBlank()) {
            found.team("/team", command.team(), violations);
        }
        found.person("/owner", command.owner(), violations);
        found.people("/reviewers", command.reviewers(), violations);
        Violations.each(
                "/reviewTeams", command.reviewTeams(), (place, handle) -> found.team(place, handle, violations));
        found.people("/visibleTo", command.visibleTo(), violations);
    }

    /** The items of a COE that has this ref, if it has one yet. */
    private void relatedItems(
            List<RelatedItem> items, String own, Set<String> known, Actor actor, Violations violations) {
        List<String> refs = present(items).stream()
                .map(RelatedItem::ref)
                .filter(ref -> ref != null && ref.matches("COE-[1-9]\\d{0,17}(-A[1-9]\\d{0,8})?"))
                .toList();
        if (refs.isEmpty()) {
            return;
        }
        Set<String> existing = coes.existing(refs, actor);
        existing.addAll(known);
        Violations.each("/relatedItems", items, (place, item) -> {
            if (item == null || !refs.contains(item.ref())) {
                return;
            }
            if (!existing.contains(item.ref())) {
                violations.add(place + "/ref", "unresolved_pointer", "There is no " + item.ref() + ".");
            } else if (!known.contains(item.ref())
                    && item.ref().replaceFirst("-A\\d+$", "").equals(own)) {
                violations.add(place + "/ref", "own_ref", "A COE is not related to itself.");
            } else if (item.kind() != null && item.ref().contains("-A") != (item.kind() == RelatedItem.Kind.ACTION)) {
                violations.add(place + "/kind", "wrong_kind", "The ref is one of the other kind.");
            }
        });
    }

    private static List<String> people(NewCoe command) {
        List<String> people = new ArrayList<>(command.reviewers());
        people.addAll(command.visibleTo());
        people.add(command.owner());
        return people;
    }

    private static Set<String> causeIds(NewCoe command) {
        return new HashSet<>(
                present(command.rootCause().causes()).stream().map(Cause::id).toList());
    }

    private static <T> List<T> present(List<T> items) {
        return items.stream().filter(Objects::nonNull).toList();
    }
}
