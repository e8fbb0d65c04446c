package org.coetracker.quality.rule;

import java.util.List;
import org.coetracker.coe.answer.CriticalImplications.SecurityExposure;

/** Somebody has looked whether anything was exposed. */
final class SecurityAnswered extends Rule {
    SecurityAnswered() {
        super("security-answered", "criticalImplications");
    }

    @Override
    List<Remark> look(Subject coe, Terms terms) {
        return when(
                coe.criticalImplications().securityExposure() == SecurityExposure.UNANSWERED,
                "/criticalImplications/securityExposure",
                "Nobody has said whether anything was exposed.",
                "Set securityExposure to none, potential or confirmed. If you cannot tell, it is potential: a security"
                        + " reviewer will look.");
    }
}
