package org.coetracker.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.coetracker.shared.http.PublicUrl;

/**
 * Something that happened, as listeners are told.
 *
 * @param type what, in a word such as {@code action.overdue}
 * @param timestamp when
 * @param data to which records
 */
record EventView(String type, Instant timestamp, Data data) {
    /** The word of the event that says that others are forgotten. */
    static final String GONE = "gone";

    /**
     * The records that it is about.
     *
     * @param coe the ref of the COE
     * @param action the ref of the action; null when it is about the COE itself
     * @param team whose it is
     * @param links where to read more
     */
    record Data(String coe, String action, String team, Links links) {}

    /**
     * Addresses on this service.
     *
     * @param coe of the COE
     * @param action of the action; null when it is about the COE itself
     * @param comment of the comment; left out when it is about none, and of a restricted COE
     */
    record Links(
            String coe,
            String action,

            @JsonInclude(JsonInclude.Include.NON_NULL) String comment) {}

    static EventView of(
            String type, Instant timestamp, long coe, Integer action, String team, String comment, PublicUrl base) {
        String ref = "COE-" + coe;
        String actionRef = action == null ? null : ref + "-A" + action;
        Links links = new Links(
                base.of("/api/v1/coes/" + ref),
                action == null ? null : base.of("/api/v1/actions/" + actionRef),
                comment == null ? null : base.of("/api/v1/coes/" + ref + "/comments/" + comment));
        return new EventView(type, timestamp, new Data(ref, actionRef, team, links));
    }

    /** What happened since the listener's place is not known any more. */
    static EventView gone(Instant now) {
        return new EventView(GONE, now, new Data(null, null, null, new Links(null, null, null)));
    }
}
