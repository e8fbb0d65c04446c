package org.coetracker.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.coetracker.access.Actor;
import org.coetracker.coe.Confidentiality;
import org.coetracker.coe.Kind;
import org.coetracker.coe.Status;
import org.coetracker.policy.Severity;
import org.coetracker.search.FoundCoes.Question;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.page.PlainPageQuery;
import org.coetracker.shared.page.Selection;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.Violations;

/** Searches everything that COEs say. */
@ApplicationScoped
class SearchService {
    /** So few hits that something may have been misspelt. */
    private static final int FEW = 3;

    private final FoundCoes coes;
    private final Vocabulary vocabulary;

    SearchService(FoundCoes coes, Vocabulary vocabulary) {
        this.coes = coes;
        this.vocabulary = vocabulary;
    }

    /** A page of what is found; where that is hardly anything, words count too that resemble what was typed. */
    @Transactional
    SearchPage search(String q, SearchFilters filters, PlainPageQuery page, Actor actor) {
        Violations violations = new Violations();
        SearchTerms terms = SearchTerms.read(q, violations);
        if (terms == null) {
            violations.parameter("q", "required", "q has to say what to look for.");
        }
        Selection selection = filters.read(violations);
        int limit = page.readLimit(violations);
        violations.orElseThrow(ErrorCode.MALFORMED);

        Object asked = List.of(q, selection.all());
        FoundPlace behind = page.cursor() == null ? null : FoundPlace.decode(page.cursor(), asked);
        Named named = Named.of(q).orElse(null);
        Question question = new Question(named == null ? terms : terms.exact(), named, selection);
        if (terms.alternatives().isEmpty() && named == null) {
            return new SearchPage(List.of(), null, false);
        }
        Spellings spellings = behind == null ? Spellings.NONE : behind.spellings();
        // So many that whether there are few does not depend on how many are asked for.
        int most = Math.max(limit + 1, FEW);
        List<Object[]> rows = coes.page(question, spellings, behind, most, actor);
        if (behind == null && rows.size() < FEW && Vocabulary.canResemble(question.terms())) {
            Spellings others = vocabulary.spellings(question.terms(), actor);
            List<Object[]> more = others.isEmpty() ? rows : coes.page(question, others, null, most, actor);
            if (more.size() > rows.size()) {
                rows = more;
                spellings = others;
            }
        }
        return page(question.terms(), asked, spellings, rows, limit, actor);
    }

    private SearchPage page(
            SearchTerms terms, Object asked, Spellings spellings, List<Object[]> rows, int limit, Actor actor) {
        List<Object[]> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
        Map<UUID, List<Highlight>> highlights = coes.highlights(
                terms, spellings, shown.stream().map(row -> (UUID) row[0]).toList(), actor);
        String next = null;
        if (rows.size() > limit) {
            Object[] last = shown.get(limit - 1);
            next = new FoundPlace(spellings, ((Number) last[14]).doubleValue(), (UUID) last[0], "", 0).encode(asked);
        }
        return new SearchPage(
                shown.stream()
                        .map(row -> hit(row, highlights.getOrDefault((UUID) row[0], List.of())))
                        .toList(),
                next,
                !spellings.isEmpty());
    }

    private static SearchHit hit(Object[] row, List<Highlight> highlights) {
        return new SearchHit(
                (UUID) row[0],
                "COE-" + row[1],
                Status.valueOf(upper(row[2])),
                Kind.valueOf(upper(row[3])),
                Severity.valueOf(upper(row[4])),
                Confidentiality.valueOf(upper(row[5])),
                (String) row[6],
                (String) row[7],
                (String) row[8],
                List.of(JsonText.read((String) row[9], String[].class)),
                List.of(JsonText.read((String) row[10], String[].class)),
                (Instant) row[11],
                (Instant) row[12],
                (Instant) row[13],
                highlights);
    }

    private static String upper(Object word) {
        return ((String) word).toUpperCase(Locale.ROOT);
    }
}
