package org.coetracker.template;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.coetracker.coe.Kind;
import org.coetracker.policy.Severity;
import org.coetracker.shared.Text;
import org.coetracker.shared.problem.ProblemException;

/** All templates. */
@ApplicationScoped
class Templates implements PanacheRepositoryBase<Template, String> {
    /** What is for one kind fits better than what is for any, what is for fewer severities better than what is for more. */
    private static final String FIT = "case when t.kind is null then 1 else 0 end,"
            + " case when cardinality(t.severities) = 0 then 5 else cardinality(t.severities) end, t.name";

    private static final String OFFERED = """
            t.deleted_at is null
            and (cast(:kind as text) is null or t.kind is null or t.kind = :kind)
            and (cast(:severity as text) is null or cardinality(t.severities) = 0 or :severity = any(t.severities))
            """;

    /**
     * A template, deleted ones too.
     *
     * @throws ProblemException 404 when there never was one
     */
    Template get(String name) {
        return find(name, LockModeType.NONE).orElseThrow(() -> ProblemException.notFound("template " + name));
    }

    /**
     * A template, locked, deleted ones too.
     *
     * @throws ProblemException 404 when there never was one
     */
    Template lock(String name) {
        return find(name, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> ProblemException.notFound("template " + name));
    }

    /** A template, deleted ones too. */
    Optional<Template> find(String name, LockModeType lock) {
        return Text.isStorable(name) ? Optional.ofNullable(findById(name, lock)) : Optional.empty();
    }

    /** How many are offered. */
    long countOffered() {
        return count("deletedAt is null");
    }

    /**
     * Those that are offered, the most fitting first.
     *
     * @param kind for COEs of this kind; null for those of any
     * @param severity for COEs of this severity; null for those of any
     * @param behind where the page before ended; null to begin
     */
    @SuppressWarnings("unchecked")
    List<Template> offered(Kind kind, Severity severity, Place behind, int limit) {
        return getEntityManager()
                .createNativeQuery("""
                        select t.* from template t where %s
                        and (cast(:name as text) is null or (%s) > (:ofKind, :ofSeverities, cast(:name as text)))
                        order by %s limit :limit""".formatted(OFFERED, FIT, FIT), Template.class)
                .setParameter("kind", word(kind))
                .setParameter("severity", word(severity))
                .setParameter("ofKind", behind == null ? 0 : behind.kind())
                .setParameter("ofSeverities", behind == null ? 0 : behind.severities())
                .setParameter("name", behind == null ? null : behind.name())
                .setParameter("limit", limit)
                .getResultList();
    }

    private static String word(Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }
}
