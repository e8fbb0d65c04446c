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
            addThumbnail(file.id(), thumbnail);
        }
    }

    private void addThumbnail(UUID file, byte[] png) {
        getEntityManager()
                .createNativeQuery("insert into attachment_thumbnail (attachment_id, png) values (:id, :png)")
                .setParameter("id", file)
                .setParameter("png", png)
                .executeUpdate();
    }

    /** Notes the size of a picture, and its small one, which it did not have. */
    void picture(UUID file, Picture picture) {
        getEntityManager()
                .createNativeQuery("""
                        update attachment set width = :width, height = :height, has_thumbnail = true
                        where id = :id""")
                .setParameter("width", picture.width())
                .setParameter("height", picture.height())
                .setParameter("id", file)
                .executeUpdate();
        addThumbnail(file, picture.thumbnail());
    }

    /** The small picture of a file, as PNG. */
    Optional<byte[]> thumbnail(UUID file) {
        return getEntityManager()
                .createNativeQuery("select png from attachment_thumbnail where attachment_id = :id", byte[].class)
                .setParameter("id", file)
                .getResultList()
                .stream()
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

    /**
     * A file whose content is to be looked at.
     *
     * @param file the file
     * @param checkedAt when it was looked at last
     */
    record Due(Attachment file, Instant checkedAt) {}

    /**
     * The files that were not looked at for longest, if that is long enough ago; from behind one of them on, and none of
     * the storages that are away.
     */
    @SuppressWarnings("unchecked")
    List<Due> toCheck(Instant before, Due behind, Set<String> away, int most) {
        List<Object[]> rows = getEntityManager()
                .createNativeQuery("""
                        select a.*, a.checked_at as seen_at from attachment a
                        where a.checked_at < :before and (a.checked_at, a.id) > (:at, :id)
                            and a.storage <> all(:away)
                        order by a.checked_at, a.id limit :most""", "AttachmentToCheck")
                .setParameter("before", before)
                .setParameter("at", behind == null ? Instant.EPOCH : behind.checkedAt())
                .setParameter(
                        "id", behind == null ? new UUID(0, 0) : behind.file().id())
                .setParameter("away", away.toArray(String[]::new))
                .setParameter("most", most)
                .getResultList();
        return rows.stream()
                .map(row -> new Due((Attachment) row[0], (Instant) row[1]))
                .toList();
    }

    /** How many files were not looked at for long. */
    long countToCheck(Instant before) {
        return ((Number) getEntityManager()
                        .createNativeQuery("select count(*) from attachment where checked_at < :before")
                        .setParameter("before", before)
                        .getSingleResult())
                .longValue();
    }

    /** Notes what a look at a content has shown, unless somebody else has looked, or mended it, meanwhile. */
    void checked(Due due, boolean damaged, Instant now) {
        getEntityManager()
                .createNativeQuery("""
                        update attachment set checked_at = :now, damaged = :damaged
                        where id = :id and checked_at = :seen""")
                .setParameter("now", now)
                .setParameter("damaged", damaged)
                .setParameter("id", due.file().id())
                .setParameter("seen", due.checkedAt())
                .executeUpdate();
    }

    /**
     * Lets a file that could not be read wait behind all that are due now: it is due the next time, and keeps nobody from
     * being read by then.
     */
    void putLast(Due due, Instant before) {
        getEntityManager()
                .createNativeQuery("update attachment set checked_at = :before where id = :id and checked_at = :seen")
                .setParameter("before", before)
                .setParameter("id", due.file().id())
                .setParameter("seen", due.checkedAt())
                .executeUpdate();
    }

    /** Notes that a content is what it was again. */
    void mended(UUID file, Instant now) {
        getEntityManager()
                .createNativeQuery("update attachment set checked_at = :now, damaged = false where id = :id")
                .setParameter("now", now)
                .setParameter("id", file)
                .executeUpdate();
    }

    /** Gives a file another title. */
    void title(UUID file, String title) {
        getEntityManager()
                .createNativeQuery("update attachment set title = :title where id = :id")
                .setParameter("title", title)
                .setParameter("id", file)
                .executeUpdate();
    }

    /** Whether a record, as it was approved for the first time or at any moment since, names a file. */
    boolean isInApproved(UUID coe, UUID file) {
        return (boolean) getEntityManager()
                .createNativeQuery("""
                        select exists (select 1 from history h
                            where h.subject = 'coe' and h.subject_id = :coe and h.snapshot is not null
                                and h.id >= (select min(a.id) from history a
                                    where a.subject = 'coe' and a.subject_id = :coe and a.change = 'approved')
                                and position(:file in cast(h.snapshot as text)) > 0)""")
                .setParameter("coe", coe.toString())
                .setParameter("file", file.toString())
                .getSingleResult();
    }

    /** How many files have a content that is damaged. */
    long countDamaged() {
        return ((Number) getEntityManager()
                        .createNativeQuery("select count(*) from attachment where damaged")
                        .getSingleResult())
                .longValue();
    }

    /** Where the contents of the files of a COE are: the storage of each id. */
    @SuppressWarnings("unchecked")
    Map<UUID, String> storages(UUID coe) {
        return ((List<Object[]>) getEntityManager()
                        .createNativeQuery("select id, storage from attachment where coe_id = :coe", Object[].class)
                        .setParameter("coe", coe)
                        .getResultList())
                .stream().collect(Collectors.toMap(row -> (UUID) row[0], row -> (String) row[1]));
    }
}
