package org.coetracker.policy;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.coetracker.shared.http.Tagged;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A policy as it is shown: its own members between its name and its version.
 *
 * @param name by which it is referred to
 * @param members what it says
 * @param version rises with each change
 * @param updatedAt when it was last changed
 */
@Schema(name = "Policy")
record PolicyView(String name, @JsonUnwrapped NewPolicy members, int version, Instant updatedAt) implements Tagged {

    static PolicyView of(Policy policy) {
        return new PolicyView(policy.name(), NewPolicy.of(policy.document()), policy.version(), policy.updatedAt());
    }

    @Override
    public boolean versionTellsAll() {
        return true;
    }
}
