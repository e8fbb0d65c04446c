package org.coetracker.coe;

/** Judges how good a COE is: asked before it is submitted and approved, and whenever somebody wants to know. */
public interface QualityCheck {
    /** What there is to say about a COE. */
    Verdict judge(CoeView coe);

    /**
     * Ends a submission or an approval that comes too early.
     *
     * @param move what the COE is not to be yet, in a past participle
     * @throws org.coetracker.shared.problem.ProblemException 422 with what stands against it
     */
    void require(CoeView coe, String move);

    /** What there is to say about a COE, to be written as JSON. */
    interface Verdict {
        /** How many things keep it from being submitted. */
        int blockers();
    }
}
