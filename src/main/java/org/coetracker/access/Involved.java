package org.coetracker.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Who has to do with a record: what the policy needs to know of it.
 *
 * @param owners who owns it; nulls stand for nobody
 * @param reviewers who reviews it
 * @param verifier who checks it; null when nobody is named
 * @param teams whose it is
 * @param reviewTeams which teams review it
 * @param exposed whether a security reviewer signs it off
 */
public record Involved(
        List<String> owners,
        List<String> reviewers,
        String verifier,
        List<String> teams,
        List<String> reviewTeams,
        boolean exposed) {

    /** Of what no team reviews, and nobody signs off. */
    public Involved(List<String> owners, List<String> reviewers, String verifier, List<String> teams) {
        this(owners, reviewers, verifier, teams, List.of(), false);
    }

    /** A record of a team that nobody in particular owns. */
    public static Involved team(String team) {
        return new Involved(List.of(), List.of(), null, List.of(team));
    }

    private boolean reviews(Actor actor) {
        return reviewers.contains(actor.handle())
                || !Collections.disjoint(reviewTeams, actor.teams())
                || !Collections.disjoint(reviewTeams, actor.managed())
                || exposed && actor.roles().contains(Role.SECURITY_REVIEWER);
    }

    /** What somebody is to the record. */
    Set<Relation> relationsOf(Actor actor) {
        Set<Relation> relations = EnumSet.noneOf(Relation.class);
        if (owners.contains(actor.handle())) {
            relations.add(Relation.OWNER);
        }
        // Nobody agrees to what is their own.
        if (reviews(actor) && !owners.contains(actor.handle())) {
            relations.add(Relation.REVIEWER);
        }
        if (actor.handle().equals(verifier)) {
            relations.add(Relation.VERIFIER);
        }
        if (!Collections.disjoint(teams, actor.teams())) {
            relations.add(Relation.MEMBER);
        }
        if (!Collections.disjoint(teams, actor.overseen())) {
            relations.add(Relation.MANAGER);
        }
        return relations;
    }
}
