package org.coetracker.access;

/** What somebody is to a record, beside their roles. */
public enum Relation {
    /** The record is about them: their own entry, their own tokens. */
    SELF,
    /** They own the record, or the COE that an action belongs to. */
    OWNER,
    /** They are named as its reviewers, are of a team that reviews it, or are to sign it off. */
    REVIEWER,
    /** They are named to check whether the action worked. */
    VERIFIER,
    /** They are members of its team. */
    MEMBER,
    /** They manage its team, or a team above it on the escalation ladder. */
    MANAGER
}
