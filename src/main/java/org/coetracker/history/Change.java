package org.coetracker.history;

import java.util.UUID;
import org.coetracker.shared.json.JsonText;

/**
 * One change of one thing.
 *
 * @param subject what kind of thing: a word of {@link AuditKind}
 * @param subjectId its id or handle
 * @param coeId the COE in whose history it belongs; null for people and teams
 * @param version the thing's version after the change; {@link #NO_VERSION} for what leaves no new version of anything
 * @param change what was done, in a past participle: {@code filed}, {@code amended}, {@code submitted}, …
 * @param reason why, where somebody had to say
 * @param snapshot the thing after the change as JSON text; null when the change left the thing itself alone
 */
public record Change(
        String subject, String subjectId, UUID coeId, int version, String change, String reason, String snapshot) {

    /** Of what happened to no versioned thing: its snapshot has no other one before it. */
    static final int NO_VERSION = 0;

    /** A change of a thing, with its view after the change. */
    public static Change of(
            String subject, Object subjectId, UUID coeId, int version, String change, String reason, Object view) {
        return new Change(subject, subjectId.toString(), coeId, version, change, reason, JsonText.write(view));
    }
}
