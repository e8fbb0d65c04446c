package org.coetracker.coe;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.coetracker.shared.http.Tagged;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A COE as it was filed, with earlier ones that are like it when the caller prefers to know.
 *
 * @param coe the COE
 * @param similar earlier COEs like it; null when nobody asked
 * @param similarQuestion what to ask oneself about them; null when there are none
 */
@Schema(name = "FiledCoe")
record FiledCoe(
        @JsonUnwrapped CoeView coe,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<SimilarCoe> similar,
        @JsonInclude(JsonInclude.Include.NON_NULL) String similarQuestion)
        implements Tagged {
    private static final String QUESTION = "Would an action of one of these, carried out in time, have prevented this?"
            + " If so, name it in relatedItems, with wouldHavePrevented.";

    static FiledCoe of(CoeView coe, List<SimilarCoe> similar) {
        return new FiledCoe(coe, similar, similar == null || similar.isEmpty() ? null : QUESTION);
    }

    @Override
    public int version() {
        return coe.version();
    }
}
