package org.coetracker.shared.http;

import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violation;

/**
 * A content that has come in whole and lies in a temporary file, which is gone when the request is over.
 *
 * @param path where it is
 * @param size in bytes
 * @param isForm whether it came in a form
 * @param name what the form calls it; null when it was sent alone
 * @param fields the other fields of the form
 */
public record Upload(Path path, long size, boolean isForm, String name, Map<String, String> fields) {
    /** The name of the field in which a form has the content. */
    public static final String FIELD = "file";

    private static final String KEY = Upload.class.getName();

    /**
     * The content that came with a request.
     *
     * @throws ProblemException 400 when there was none
     */
    public static Upload of(RoutingContext request) {
        Upload upload = request.get(KEY);
        if (upload == null) {
            throw ProblemException.of(
                    ErrorCode.MALFORMED,
                    java.util.List.of(Violation.at(
                            "/" + FIELD,
                            "required",
                            "Send the file as the part \"" + FIELD
                                    + "\" of a multipart/form-data body, or as the body itself with ?name=….")));
        }
        return upload;
    }

    /** Whether a content came with a request. */
    static boolean isIn(RoutingContext request) {
        return request.get(KEY) instanceof Upload;
    }

    /**
     * What tells it from others: the name, the fields and the SHA-256 of the content.
     *
     * @throws ProblemException 503 when the disk fails
     */
    String meaning() {
        try (InputStream content = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(content, digest).transferTo(OutputStream.nullOutputStream());
            return JsonText.write(
                    Arrays.asList(name, new TreeMap<>(fields), HexFormat.of().formatHex(digest.digest())));
        } catch (IOException e) {
            throw Spool.diskFailed(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void attachTo(RoutingContext request) {
        request.put(KEY, this);
    }

    /** A field of the form, if there is one that is not blank. */
    public Optional<String> field(String field) {
        return Optional.ofNullable(fields.get(field)).filter(value -> !value.isBlank());
    }
}
