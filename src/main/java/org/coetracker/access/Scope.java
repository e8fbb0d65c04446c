package org.coetracker.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much of what its owner may do a credential is good for; each one includes those before it. */
public enum Scope {
    /** Reads reports, and nothing else. */
    REPORTS,
    /** Reads. */
    READ,
    /** Files, changes and decides. */
    WRITE,
    /** Looks after people, teams, tokens, jobs and the audit trail. */
    ADMIN;

    /** Whether this scope is good for what needs the other one. */
    public boolean covers(Scope needed) {
        return compareTo(needed) >= 0;
    }

    /** The scope as it goes over the wire and into the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope of a word, if it is one. */
    public static Optional<Scope> find(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.word().equals(word))
                .findFirst();
    }

    /** The scope of a word that {@link #word} gave. */
    public static Scope of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
