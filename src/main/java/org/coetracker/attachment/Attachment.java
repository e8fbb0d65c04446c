package org.coetracker.attachment;

import jakarta.persistence.Column;
import jakarta.persistence.ColumnResult;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.SqlResultSetMapping;
import java.time.Instant;
import java.util.UUID;

/** A file of a COE: what is known of it, without its content. Nothing but its title changes; another content is another file. */
@Entity
@SqlResultSetMapping(
        name = "AttachmentToCheck",
        entities = @EntityResult(entityClass = Attachment.class),
        columns = @ColumnResult(name = "seen_at", type = Instant.class))
public class Attachment {
    /** The version of all files, as none has another one. */
    static final int VERSION = 1;

    @Id
    private UUID id;

    @Column(name = "coe_id")
    private UUID coeId;

    private String name;
    private String title;

    @Column(name = "media_type")
    private String mediaType;

    private long size;
    private String sha256;
    private Integer width;
    private Integer height;

    @Column(name = "has_thumbnail")
    private boolean thumbnail;

    private String storage;

    @Column(name = "uploaded_by")
    private String uploadedBy;

    @Column(name = "uploaded_at")
    private Instant uploadedAt;

    /** For Hibernate. */
    protected Attachment() {}

    /** Attaches a content, which has been looked at, to a COE. */
    static Attachment of(
            UUID id,
            UUID coe,
            Content content,
            String name,
            String title,
            Picture picture,
            String storage,
            String by,
            Instant now) {
        Attachment attachment = new Attachment();
        attachment.id = id;
        attachment.coeId = coe;
        attachment.name = name;
        attachment.title = title;
        attachment.mediaType = content.mediaType();
        attachment.size = content.size();
        attachment.sha256 = content.sha256();
        attachment.width = picture.width();
        attachment.height = picture.height();
        attachment.thumbnail = picture.thumbnail() != null;
        attachment.storage = storage;
        attachment.uploadedBy = by;
        attachment.uploadedAt = now;
        return attachment;
    }

    /** The same with another title, and what was seen of it since; each is left as it is where that is null. */
    Attachment with(String other, Picture seen) {
        Attachment attachment = new Attachment();
        attachment.id = id;
        attachment.coeId = coeId;
        attachment.name = name;
        attachment.title = other == null ? title : other;
        attachment.mediaType = mediaType;
        attachment.size = size;
        attachment.sha256 = sha256;
        attachment.width = seen == null ? width : seen.width();
        attachment.height = seen == null ? height : seen.height();
        attachment.thumbnail = thumbnail || seen != null && seen.thumbnail() != null;
        attachment.storage = storage;
        attachment.uploadedBy = uploadedBy;
        attachment.uploadedAt = uploadedAt;
        return attachment;
    }

    /** Its id. */
    public UUID id() {
        return id;
    }

    UUID coeId() {
        return coeId;
    }

    /** What it is called: the last part of a path, safe to be used as a file's name. */
    public String name() {
        return name;
    }

    /** Its title, or its name when it has none. */
    public String shownAs() {
        return title == null ? name : title;
    }

    String title() {
        return title;
    }

    /** What it is, as its content says. */
    public String mediaType() {
        return mediaType;
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    /** The SHA-256 of the content, in hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    Integer width() {
        return width;
    }

    Integer height() {
        return height;
    }

    boolean hasThumbnail() {
        return thumbnail;
    }

    String storage() {
        return storage;
    }

    String uploadedBy() {
        return uploadedBy;
    }

    Instant uploadedAt() {
        return uploadedAt;
    }
}
