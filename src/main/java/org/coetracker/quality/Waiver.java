package org.coetracker.quality;

import java.time.Instant;
import java.util.List;
import org.coetracker.quality.rule.Finding;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * That a rule is waived for one COE.
 *
 * @param rule the rule's id
 * @param reason why it is waived
 * @param waivedBy who waived it
 * @param waivedAt when
 * @param findings what the rule finds all the same; empty when there is nothing left to waive
 */
@Schema(name = "Waiver")
public record Waiver(String rule, String reason, String waivedBy, Instant waivedAt, List<Finding> findings) {

    /** The same with what the rule finds. */
    Waiver with(List<Finding> found) {
        return new Waiver(rule, reason, waivedBy, waivedAt, found);
    }
}
