package org.coetracker.action;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where the work itself is tracked.
 *
 * @param system the tracker, such as {@code jira}
 * @param key the ticket's key there
 * @param url the ticket's address
 */
@Embeddable
@Schema(name = "Tracker")
public record Tracker(
        @Column(name = "tracker_system") @NotBlank @Size(max = 60) String system,

        @Column(name = "tracker_key") @Size(max = 100) String key,

        @Column(name = "tracker_url")
        @Size(max = 2000) @Pattern(regexp = "https?://\\S+", message = "has to be an http or https address without spaces") String url) {}
