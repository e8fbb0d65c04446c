package org.coetracker.attachment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coetracker.coe.AttachedFiles;
import org.coetracker.shared.Ids;
import org.coetracker.shared.problem.ProblemException;
import org.hibernate.jpa.HibernateHints;

/** All files, without their contents. */
@ApplicationScoped
class Attachments implements PanacheRepositoryBase<Attachment, UUID>, AttachedFiles {

    /**
     * A file of a COE.
     *
     * @throws ProblemException 404 when the COE has none with that id
     */
    Attachment get(UUID coe, String id) {
        return Ids.parse(id)
                .flatMap(known -> getEntityManager()
                        .createQuery("from Attachment a where a.id = :id and a.coeId = :coe", Attachment.class)
                        .setParameter("id", known)
                        .setParameter("coe", coe)
                        .setHint(HibernateHints.HINT_READ_ONLY, true)
                        .getResultList()
                        .stream()
                        .findFirst())
                .orElseThrow(() -> ProblemException.notFound("attachment " + id + " of this COE"));
    }

    /** The file of a COE with that content under that name. */
    Optional<Attachment> same(UUID coe, String sha256, String name) {
        return getEntityManager()
                .createQuery(
                        "from Attachment a where a.coeId = :coe and a.sha256 = :sha256 and a.name = :name",
                        Attachment.class)
                .setParameter("coe", coe)
                .setParameter("sha256", sha256)
                .setParameter("name", name)
                .setHint(HibernateHints.HINT_READ_ONLY, true)
                .getResultList()
                .stream()
                .findFirst();
    }

    /** How many files a COE has, and how much room they take. */
    Taken taken(UUID coe) {
        Object[] row = (Object[]) getEntityManager()
                .createQuery("select count(a.id), coalesce(sum(a.size), 0) from Attachment a where a.coeId = :coe")
                .setParameter("coe", coe)
                .getSingleResult();
        return new Taken(((Number) row[0]).longValue(), ((Number) row[1]).longValue());
    }

    /** Files, and their bytes. */
    record Taken(long files, long bytes) {}

    /** Writes a file down, with its small picture. */
    void add(Attachment file, byte[] thumbnail, Instant now) {
        getEntityManager()
                .createNativeQuery("""
                        insert into attachment (id, coe_id, name, title, media_type, size, sha256, width, height,
                            has_thumbnail, storage, uploaded_by, uploaded_at, checked_at)
                        values (:id, :coe, :name, nullif(:title, ''), :type, :size, :sha256,
                            nullif(:width, 0), nullif(:height, 0), :thumbnail, :storage, :by, :now, :now)""")
                .setParameter("id", file.id())
                .setParameter("coe", file.coeId())
                .setParameter("name", file.name())
                .setParameter("title", Objects.requireNonNullElse(file.title(), ""))
                .setParameter("type", file.mediaType())
                .setParameter("size", file.size())
                .setParameter("sha256", file.sha256())
                .setParameter("width", Objects.requireNonNullElse(file.width(), 0))
                .setParameter("height", Objects.requireNonNullElse(file.height(), 0))
                .setParameter("thumbnail", file.hasThumbnail())
                .setParameter("storage", file.storage())
                .setParameter("by", file.uploadedBy())
                .setParameter("now", now)
                .executeUpdate();
        if (thumbnail != null) {
            getEntityManager()
                    .createNativeQuery("insert into attachment_thumbnail (attachment_id, png) values (:id, :png)")
                    .setParameter("id", file.id())
                    .setParameter("png", thumbnail)
                    .executeUpdate();
        }
    }

    /** The small picture of a file, as PNG. */
    Optional<byte[]> thumbnail(UUID file) {
        return getEntityManager()
                .createNativeQuery("select png from attachment_thumbnail where attachment_id = :id", byte[].class)
                .setParameter("id", file)
                .getResultStream()
                .findFirst()
                .map(byte[].class::cast);
    }

    /** Takes a file away, with its content if that is here. */
    void remove(UUID file) {
        getEntityManager()
                .createNativeQuery("delete from attachment where id = :id")
                .setParameter("id", file)
                .executeUpdate();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Set<String> of(UUID coe, Collection<String> ids) {
        return new HashSet<>(getEntityManager()
                .createNativeQuery("""
                        select cast(id as text) from attachment
                        where coe_id = :coe and cast(id as text) = any(:ids)""")
                .setParameter("coe", coe)
                .setParameter("ids", ids.toArray(String[]::new))
                .getResultList());
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, Named> named(UUID coe, Collection<String> ids) {
        return ((List<Object[]>) getEntityManager()
                        .createNativeQuery("""
                        select cast(id as text), name, sha256 from attachment
                        where coe_id = :coe and cast(id as text) = any(:ids)""", Object[].class)
                        .setParameter("coe", coe)
                        .setParameter("ids", ids.toArray(String[]::new))
                        .getResultList())
                .stream()
                        .collect(Collectors.toMap(
                                row -> (String) row[0], row -> new Named((String) row[1], (String) row[2])));
    }

    /** Those of the ids that there is a file of. */
    @SuppressWarnings("unchecked")
    Set<UUID> known(Set<UUID> ids) {
        List<UUID> found = getEntityManager()
                .createNativeQuery("select id from attachment where id = any(:ids)", UUID.class)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultList();
        return Set.copyOf(found);
    }

    /** The files that were not looked at for longest, if that is long enough ago; locked against other nodes. */
    @SuppressWarnings("unchecked")
    List<Attachment> toCheck(Instant before, int most) {
        return getEntityManager()
                .createNativeQuery("""
                        select a.* from attachment a where a.checked_at < :before
                        order by a.checked_at limit :most for update skip locked""", Attachment.class)
                .setParameter("before", before)
                .setParameter("most", most)
                .getResultList();
    }

    /** How many files were not looked at for long. */
    long countToCheck(Instant before) {
        return ((Number) getEntityManager()
                        .createNativeQuery("select count(*) from attachment where checked_at < :before")
                        .setParameter("before", before)
                        .getSingleResult())
                .longValue();
    }

    /** Notes what a look at a content has shown. */
    void checked(UUID file, boolean damaged, Instant now) {
        getEntityManager()
                .createNativeQuery("update attachment set checked_at = :now, damaged = :damaged where id = :id")
                .setParameter("now", now)
                .setParameter("damaged", damaged)
                .setParameter("id", file)
                .executeUpdate();
    }

    /** The files whose content is damaged. */
    @SuppressWarnings("unchecked")
    Set<String> damaged() {
        return ((List<Object>) getEntityManager()
                        .createNativeQuery("select cast(id as text) from attachment where damaged")
                        .getResultList())
                .stream().map(String::valueOf).collect(Collectors.toSet());
    }
}
