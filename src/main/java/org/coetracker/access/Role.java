package org.coetracker.access;

import java.util.List;
import java.util.Locale;

/** What somebody may do in the whole service; what they may do in a team follows from being its member or manager. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Files COEs and works on the actions of their teams. */
    AUTHOR,
    /** Decides, for the teams that they manage. */
    MANAGER,
    /** Sees restricted COEs. */
    SECURITY_REVIEWER,
    /** Looks after people, teams and settings. */
    ADMIN;

    /** The role as it goes over the wire and into the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a word that {@link #word} gave. */
    public static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The words of roles, in their order. */
    public static List<String> words(List<Role> roles) {
        return roles.stream().map(Role::word).toList();
    }
}
