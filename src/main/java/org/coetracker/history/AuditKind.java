package org.coetracker.history;

import java.util.Arrays;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an audit event is about. */
@Schema(name = "AuditKind")
public enum AuditKind {
    /** A COE. */
    COE,
    /** A corrective action. */
    ACTION,
    /** An overdue review. */
    OVERDUE_REVIEW,
    /** A person. */
    PERSON,
    /** A team. */
    TEAM,
    /** An API token. */
    TOKEN,
    /** A session: a sign-in, a refused one, a sign-out. */
    SESSION,
    /** How somebody signs in: a password, a link to an OpenID provider. */
    ACCOUNT,
    /** A policy. */
    POLICY,
    /** A setting. */
    SETTINGS,
    /** Data that were taken out in bulk. */
    EXPORT,
    /** A job that somebody started. */
    JOB,
    /** The audit trail itself. */
    AUDIT,
    /** A webhook. */
    WEBHOOK,
    /** A comment on a COE. */
    COMMENT,
    /** What a newer version of the service has written down, during a rolling update. */
    OTHER;

    /** The kind as it goes over the wire and into the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of a word that {@link #word} gave; {@link #OTHER} of one that is not known here. */
    public static AuditKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElse(OTHER);
    }
}
