package org.coetracker.attachment;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.coetracker.shared.http.Upload;

/**
 * What is said about a file that is to be attached.
 *
 * @param name the file's name
 * @param title what it shows; null when nobody says
 * @param sha256 the SHA-256 that the content has to have, in hexadecimal digits; null when nobody says
 */
record NewAttachment(
        @Size(max = 1_000) String name,
        @Size(max = 300) String title,

        @Pattern(regexp = "[0-9A-Fa-f]{64}", message = "has to be 64 hexadecimal digits") String sha256) {

    /** From the fields of a form, or from what stands in the address and the headers. */
    static NewAttachment of(Upload upload, String name, String title, String digest) {
        return new NewAttachment(
                name == null ? upload.name() : name,
                Optional.ofNullable(title)
                        .filter(said -> !said.isBlank())
                        .or(() -> upload.field("title"))
                        .map(String::strip)
                        .orElse(null),
                digest == null ? upload.field("sha256").map(String::strip).orElse(null) : digest);
    }
}
