package org.coetracker.access;

import java.util.EnumSet;
import java.util.Set;

/**
 * Who may carry an operation out: whoever has one of the roles, or is one of these to the record and not just a viewer.
 *
 * @param roles enough by themselves, whosever the record is
 * @param relations enough for everybody who writes; {@link Relation#SELF} for viewers too
 */
record Rule(Set<Role> roles, Set<Relation> relations) {
    /** Everybody but those who only read. */
    private static final Set<Role> WRITERS = Set.copyOf(EnumSet.complementOf(EnumSet.of(Role.VIEWER)));

    /** Everybody with an account. */
    static final Rule EVERYBODY = new Rule(Set.copyOf(EnumSet.allOf(Role.class)), Set.of());

    /** Everybody who writes, whosever the record is. */
    static final Rule WRITER = new Rule(WRITERS, Set.of());

    /** Administrators. */
    static final Rule ADMIN = new Rule(Set.of(Role.ADMIN), Set.of());

    /** Administrators, and whoever is one of these to the record. */
    static Rule of(Relation... relations) {
        return new Rule(Set.of(Role.ADMIN), Set.of(relations));
    }

    /** Whoever is one of these to the record and writes, and nobody else. */
    static Rule only(Relation... relations) {
        return new Rule(Set.of(), Set.of(relations));
    }

    /** Whoever it is about, and nobody else. */
    static Rule self() {
        return new Rule(Set.of(), Set.of(Relation.SELF));
    }

    /** The same, and whoever has the role. */
    Rule or(Role role) {
        Set<Role> more = EnumSet.copyOf(roles);
        more.add(role);
        return new Rule(Set.copyOf(more), relations);
    }

    /** Whether it can be told without the record that somebody may. */
    boolean allows(Actor actor) {
        return !java.util.Collections.disjoint(roles, actor.roles());
    }

    /** Whether somebody who is this to the record may. */
    boolean allows(Actor actor, Set<Relation> relationsToRecord) {
        return allows(actor)
                || relationsToRecord.contains(Relation.SELF) && relations.contains(Relation.SELF)
                || isWriter(actor) && !java.util.Collections.disjoint(relations, relationsToRecord);
    }

    /** Whether there may be a record for which somebody may. */
    boolean mayAllow(Actor actor) {
        return allows(actor) || relations.contains(Relation.SELF) || isWriter(actor) && !relations.isEmpty();
    }

    private static boolean isWriter(Actor actor) {
        return !java.util.Collections.disjoint(WRITERS, actor.roles());
    }
}
