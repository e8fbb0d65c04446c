package org.coetracker.cause;

import org.coetracker.coe.CoeView;
import org.coetracker.coe.answer.RootCause;
import org.coetracker.shared.json.JsonText;

/** The picture of a COE's causes, for those who show it in a page of their own. */
public final class CausePicture {
    private CausePicture() {}

    /** The picture as SVG that stands alone, {@code width} and {@code height} of it in pixels. */
    public static String of(CoeView coe) {
        return SvgPicture.of(graph(coe));
    }

    static CauseGraph graph(CoeView coe) {
        return CauseGraph.of(
                coe.ref(), JsonText.read(coe.rootCause(), RootCause.class).causes(), coe.correctiveActions());
    }
}
