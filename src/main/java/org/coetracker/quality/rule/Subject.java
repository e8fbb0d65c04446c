package org.coetracker.quality.rule;

import java.util.List;
import org.coetracker.action.ActionView;
import org.coetracker.coe.CoeView;
import org.coetracker.coe.IncidentTimes;
import org.coetracker.coe.Kind;
import org.coetracker.coe.answer.CriticalImplications;
import org.coetracker.coe.answer.Impact;
import org.coetracker.coe.answer.Lessons;
import org.coetracker.coe.answer.RootCause;
import org.coetracker.coe.answer.SupportingData;
import org.coetracker.coe.answer.WhatHappened;
import org.coetracker.shared.json.JsonText;

/**
 * A record as the rules see it.
 *
 * @param kind incident or near miss
 * @param title what it is called
 * @param summary the summary, which may be null
 * @param incident the key times
 * @param whatHappened first question
 * @param impact second question
 * @param rootCause third question
 * @param supportingData fourth question
 * @param criticalImplications fifth question
 * @param lessons sixth question
 * @param actions seventh question
 */
public record Subject(
        Kind kind,
        String title,
        String summary,
        IncidentTimes incident,
        WhatHappened whatHappened,
        Impact impact,
        RootCause rootCause,
        SupportingData supportingData,
        CriticalImplications criticalImplications,
        Lessons lessons,
        List<ActionView> actions) {

    /** The record that a view shows. */
    public static Subject of(CoeView coe) {
        return new Subject(
                coe.kind(),
                coe.title(),
                coe.summary(),
                coe.incident(),
                JsonText.read(coe.whatHappened(), WhatHappened.class),
                JsonText.read(coe.impact(), Impact.class),
                JsonText.read(coe.rootCause(), RootCause.class),
                JsonText.read(coe.supportingData(), SupportingData.class),
                JsonText.read(coe.criticalImplications(), CriticalImplications.class),
                JsonText.read(coe.lessons(), Lessons.class),
                coe.correctiveActions());
    }

    /** Whether there is something to read. */
    static boolean isSaid(String text) {
        return text != null && !text.isBlank();
    }
}
