package org.coetracker.coe;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.coetracker.shared.http.Tagged;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A COE as it was filed, as the documentation shows it.
 *
 * @param coe the COE
 * @param similar earlier COEs like it, when the caller prefers to know
 * @param similarQuestion what to ask oneself about them; not there when there are none
 */
@Schema(name = "FiledCoe")
record FiledCoe(@JsonUnwrapped CoeView coe, List<SimilarCoe> similar, String similarQuestion) implements Tagged {
    static final String QUESTION = "Would an action of one of these, carried out in time, have prevented this?"
            + " If so, name it in relatedItems, with wouldHavePrevented.";

    @Override
    public int version() {
        return coe.version();
    }
}
