package org.coetracker.attachment;

import jakarta.inject.Singleton;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;
import org.coetracker.shared.http.Spool;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;

/**
 * Says what a file is by its content. Its name, and what the sender calls it, only choose among kinds of the same: which
 * sort of text, which sort of office document.
 */
@Singleton
class ContentTypes {
    private static final int PREFIX = 128 * 1024;

    /** What a browser draws and runs nothing of. */
    private static final Set<String> INERT = Set.of(
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/webp",
            "application/pdf",
            "text/plain",
            "text/csv",
            "text/tab-separated-values",
            "application/json",
            "application/zip",
            "application/gzip");

    private final MimeTypes known = MimeTypes.getDefaultMimeTypes();
    private final MediaTypeRegistry registry = known.getMediaTypeRegistry();
    private final List<String> allowed;

    ContentTypes(AttachmentSettings settings) {
        this.allowed = settings.types().stream()
                .map(type -> type.strip().toLowerCase(Locale.ROOT))
                .filter(type -> !type.isEmpty())
                .toList();
    }

    /**
     * The type of a file.
     *
     * @throws ProblemException 415 when files of that type are not taken; 503 when the file cannot be read
     */
    String of(Path file, String name) {
        MediaType found;
        MediaType meant;
        try (InputStream content = new BufferedInputStream(Files.newInputStream(file), PREFIX)) {
            found = normal(known.detect(content, new Metadata()));
            meant = named(name);
        } catch (IOException e) {
            throw Spool.diskFailed(e);
        }
        return Optional.of(meant)
                .filter(type -> registry.isSpecializationOf(type, found) && isAllowed(type))
                .or(() -> Optional.of(found).filter(this::isAllowed))
                // A log that begins like mail, or a script: it is kept as the text that it is.
                .or(() -> Optional.of(MediaType.TEXT_PLAIN).filter(text -> isPlainText(found) && isAllowed(text)))
                .map(MediaType::toString)
                .orElseThrow(() -> ProblemException.of(
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                        "The content is " + found + ", which is not taken here; taken are " + String.join(", ", allowed)
                                + ". Pack other files as a zip."));
    }

    private MediaType named(String name) throws IOException {
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        return normal(known.detect(null, metadata));
    }

    private MediaType normal(MediaType type) {
        return registry.normalize(type.getBaseType());
    }

    private boolean isAllowed(MediaType type) {
        return allowed.contains(type.toString());
    }

    private boolean isPlainText(MediaType type) {
        boolean markup = type.toString().contains("html")
                || type.toString().contains("xml")
                || registry.isInstanceOf(type, MediaType.APPLICATION_XML);
        return !markup && registry.isInstanceOf(type, MediaType.TEXT_PLAIN);
    }

    /** The type that a content is given out as: what could be run is unknown bytes. */
    static String served(String type) {
        return INERT.contains(type) || type.startsWith("application/vnd.") ? type : "application/octet-stream";
    }
}
