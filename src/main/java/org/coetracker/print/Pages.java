package org.coetracker.print;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coetracker.action.ActionView;
import org.coetracker.cause.CausePicture;
import org.coetracker.coe.AttachedFiles;
import org.coetracker.coe.CoeView;
import org.coetracker.coe.Confidentiality;
import org.coetracker.coe.answer.CriticalImplications;
import org.coetracker.coe.answer.Impact;
import org.coetracker.coe.answer.Lessons;
import org.coetracker.coe.answer.RelatedItem;
import org.coetracker.coe.answer.RootCause;
import org.coetracker.coe.answer.SupportingData;
import org.coetracker.coe.answer.WhatHappened;
import org.coetracker.shared.json.JsonText;

/** What is printed of a COE, as a page of HTML. */
@Singleton
class Pages {
    /** Signs in the line at the head of each page. */
    private static final int LINE = 80;

    private final Template page;

    Pages(@Location("coe-print") Template page) {
        this.page = page;
    }

    String of(CoeView coe, Map<String, AttachedFiles.Named> files) {
        Ink ink = new Ink();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("ref", coe.ref());
        data.put("title", ink.plain(coe.title()));
        data.put("shortTitle", Words.shortened(SafeHtml.printable(coe.title()), LINE));
        data.put("version", coe.version());
        data.put("severity", coe.severity().name());
        data.put("kind", Words.of(coe.kind()));
        data.put("status", Words.of(coe.status()));
        data.put("isRestricted", coe.confidentiality() == Confidentiality.RESTRICTED);
        data.put("facts", Cover.facts(coe, ink));
        data.put("times", Cover.times(coe.incident()));
        data.put("spans", Cover.spans(coe.incident()));
        data.put("summary", ink.markdown(coe.summary()));
        data.put("updated", Words.day(coe.updatedAt()));
        WhatHappened happened = JsonText.read(coe.whatHappened(), WhatHappened.class);
        data.put("happened", ink.markdown(happened.narrative()));
        data.put("timeline", Rows.timeline(happened, ink));
        Impact impact = JsonText.read(coe.impact(), Impact.class);
        data.put("impact", ink.markdown(impact.narrative()));
        data.put("measures", Rows.measures(impact, ink));
        data.put("unknownBecause", ink.markdown(impact.unknownBecause()));
        RootCause cause = JsonText.read(coe.rootCause(), RootCause.class);
        data.put("rootCause", ink.markdown(cause.narrative()));
        data.put("graph", cause.causes().isEmpty() ? null : Graph.fitted(CausePicture.of(coe)));
        data.put("causes", Rows.causes(cause, coe.correctiveActions(), ink));
        SupportingData data4 = JsonText.read(coe.supportingData(), SupportingData.class);
        data.put("evidence", Rows.evidence(data4, files, ink));
        data.put("missing", ink.markdown(data4.missing()));
        CriticalImplications implications = JsonText.read(coe.criticalImplications(), CriticalImplications.class);
        data.put("exposure", Words.of(implications.securityExposure()));
        data.put("implications", Rows.implications(implications, ink));
        data.put("lessons", Rows.lessons(JsonText.read(coe.lessons(), Lessons.class), ink));
        data.put("actions", ink.rows("actions", coe.correctiveActions(), action -> ActionRow.of(action, ink)));
        data.put("counts", counts(coe.correctiveActions()));
        data.put("related", Rows.related(List.of(JsonText.read(coe.relatedItems(), RelatedItem[].class))));
        data.put("isCut", ink.isCut());
        data.put("omitted", ink.omitted());
        return SafeHtml.printable(page.data("coe", data).render());
    }

    /** How many actions there are, and how they stand. */
    private static String counts(List<ActionView> actions) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        actions.forEach(action -> counts.merge(Words.of(action.state()), 1, Integer::sum));
        long overdue = actions.stream().filter(ActionView::overdue).count();
        StringBuilder text = new StringBuilder(actions.size() == 1 ? "1 action" : actions.size() + " actions");
        String before = ": ";
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            text.append(before).append(count.getValue()).append(' ').append(count.getKey());
            before = ", ";
        }
        return text.append(overdue == 0 ? "." : "; " + overdue + " overdue.").toString();
    }
}
