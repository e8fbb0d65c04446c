package org.coetracker.attachment;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coetracker.coe.CoeBelongings.Holder;
import org.coetracker.shared.http.Tagged;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A file of a COE as it is shown.
 *
 * @param id a UUIDv7
 * @param coe the COE that it belongs to
 * @param version always 1: another content is another file
 * @param name the file's name
 * @param title what it shows; null when nobody said
 * @param mediaType what it is, as its content says
 * @param size in bytes
 * @param sha256 of the content, in hexadecimal digits
 * @param width in pixels; null for what is no picture
 * @param height in pixels; null for what is no picture
 * @param uploadedBy who attached it
 * @param uploadedAt when
 * @param content where the content is
 * @param thumbnail where a small picture of it is; null when there is none
 * @param chart where it is drawn as a time series; null for what is no text, and so no table
 * @param usedBy the pieces of evidence that name it
 */
@Schema(name = "Attachment")
public record AttachmentView(
        UUID id,
        String coe,
        int version,
        String name,
        String title,
        String mediaType,
        long size,
        String sha256,
        Integer width,
        Integer height,
        String uploadedBy,
        Instant uploadedAt,
        String content,
        String thumbnail,
        String chart,
        List<String> usedBy)
        implements Tagged {
    private static final Set<String> TABLES = Set.of("text/csv", "text/tab-separated-values", "text/plain");

    static AttachmentView of(Attachment file, Holder coe) {
        String address = "/api/v1/coes/" + coe.ref() + "/attachments/" + file.id();
        return new AttachmentView(
                file.id(),
                coe.ref(),
                Attachment.VERSION,
                file.name(),
                file.title(),
                file.mediaType(),
                file.size(),
                file.sha256(),
                file.width(),
                file.height(),
                file.uploadedBy(),
                file.uploadedAt(),
                address + "/content",
                file.hasThumbnail() ? address + "/thumbnail" : null,
                TABLES.contains(file.mediaType()) ? address + "/chart" : null,
                coe.citing(file.id()));
    }
}
