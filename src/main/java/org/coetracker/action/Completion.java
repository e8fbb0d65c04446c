package org.coetracker.action;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * That an action was carried out.
 *
 * @param completedAt when
 * @param completedBy who said so
 * @param evidence what shows it
 */
@Embeddable
@Schema(name = "Completion")
public record Completion(
        @Column(name = "completed_at") Instant completedAt,
        @Column(name = "completed_by") String completedBy,
        @Column(name = "completion_evidence") String evidence) {

    /** One that was made before the action was filed; now, where nothing says when. */
    static Completion filed(NewAction.FiledCompletion filed, String by, Instant now) {
        Instant at = filed == null || filed.completedAt() == null ? now : filed.completedAt();
        return new Completion(at, by, filed == null ? null : filed.evidence());
    }
}
