package org.coetracker.lesson;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.coe.answer.Lessons;
import org.coetracker.policy.Severity;
import org.coetracker.search.FoundPlace;
import org.coetracker.search.Highlight;
import org.coetracker.search.SearchTerms;
import org.coetracker.search.Spellings;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.page.Page;
import org.coetracker.shared.page.PlainPageQuery;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;

/** Finds lessons. */
@ApplicationScoped
class LessonService {
    private final FoundLessons lessons;

    LessonService(FoundLessons lessons) {
        this.lessons = lessons;
    }

    /** A page of lessons: the best first when something is looked for, else the newest. */
    Page<LessonView> list(String q, LessonFilters filters, PlainPageQuery page, Actor actor) {
        return page(q, false, filters, page, actor);
    }

    /** A page of the questions that lessons ask. */
    Page<ChecklistQuestion> checklist(String q, LessonFilters filters, PlainPageQuery page, Actor actor) {
        return page(q, true, filters, page, actor).map(ChecklistQuestion::of);
    }

    private Page<LessonView> page(
            String q, boolean questions, LessonFilters filters, PlainPageQuery page, Actor actor) {
        Violations violations = new Violations();
        SearchTerms terms = SearchTerms.read(q, violations);
        Selection selection = filters.read(violations);
        int limit = page.readLimit(violations);
        violations.orElseThrow(ErrorCode.MALFORMED);
        Object asked = Arrays.asList(q, questions, selection.all());
        FoundPlace behind = page.cursor() == null ? null : FoundPlace.decode(page.cursor(), asked);
        List<Object[]> rows = lessons.page(terms, questions, selection, behind, limit + 1, actor);
        String next = null;
        if (rows.size() > limit) {
            Object[] last = rows.get(limit - 1);
            double rank = ((Number) last[14]).doubleValue();
            next = new FoundPlace(Spellings.NONE, rank, (UUID) last[12], (String) last[1], (Integer) last[13])
                    .encode(asked);
        }
        return new Page<>(rows.stream().limit(limit).map(LessonService::view).toList(), next, null);
    }

    private static LessonView view(Object[] row) {
        List<Highlight> highlights = new ArrayList<>();
        if (row.length > 15) {
            add(highlights, "text", (String) row[15]);
            add(highlights, "checklistQuestion", (String) row[16]);
        }
        return new LessonView(
                "COE-" + row[0],
                (String) row[1],
                Lessons.Kind.valueOf(((String) row[2]).toUpperCase(Locale.ROOT)),
                (String) row[3],
                (String) row[4],
                (String) row[5],
                Severity.valueOf(((String) row[6]).toUpperCase(Locale.ROOT)),
                (String) row[7],
                List.of(JsonText.read((String) row[8], String[].class)),
                List.of(JsonText.read((String) row[9], String[].class)),
                (Instant) row[10],
                (Instant) row[11],
                highlights);
    }

    private static void add(List<Highlight> highlights, String member, String headline) {
        if (Highlight.isFound(headline)) {
            highlights.add(Highlight.of(member, headline));
        }
    }
}
