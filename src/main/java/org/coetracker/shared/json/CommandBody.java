package org.coetracker.shared.json;

import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;

/** Takes the bodies of requests: at most 1 MiB, read strictly. */
@Provider
@Consumes(MediaType.WILDCARD)
public class CommandBody implements MessageBodyReader<Object> {
    /** The media type of a JSON Merge Patch (RFC 7396). */
    public static final String MERGE_PATCH = "application/merge-patch+json";

    /** The largest body, in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    private static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE;
    private static final MediaType JSON_PATCH = MediaType.valueOf(MERGE_PATCH);

    private final RequestReader reader;

    private final Instance<BodyForm> forms;

    CommandBody(RequestReader reader, Instance<BodyForm> forms) {
        this.reader = reader;
        this.forms = forms;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == MergePatch.class || Command.class.isAssignableFrom(type);
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        PushbackInputStream limited = new PushbackInputStream(new Limited(body));
        int first = limited.read();
        if (first < 0) {
            return null; // Some moves have nothing to say; the others are asked for their body by required().
        }
        String encoding = headers.getFirst("Content-Encoding");
        boolean encoded = encoding != null && !encoding.equalsIgnoreCase("identity");
        limited.unread(first);
        for (BodyForm form : forms) {
            if (!encoded
                    && form.command() == (Class<?>) type
                    && form.mediaType().isCompatible(mediaType)) {
                charsetIsUtf8(mediaType);
                return form.read(limited.readAllBytes());
            }
        }
        if (encoded || !mediaType.isCompatible(JSON) && !mediaType.isCompatible(JSON_PATCH)) {
            throw new NotSupportedException();
        }
        Class<?> target = type;
        return target == MergePatch.class ? reader.readPatch(limited) : reader.read(limited, target);
    }

    private static void charsetIsUtf8(MediaType mediaType) {
        if (!mediaType
                .getParameters()
                .getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8")
                .equalsIgnoreCase("utf-8")) {
            throw new NotSupportedException();
        }
    }

    /** The refusal of a body that is larger. */
    public static ProblemException tooLarge() {
        return ProblemException.of(ErrorCode.TOO_LARGE, "A body may have at most 1 MiB (1,048,576 bytes).");
    }

    /** The body, or a 400 when there was none. */
    public static <T> T required(T body) {
        if (body == null) {
            throw ProblemException.of(
                    ErrorCode.MALFORMED, "The body is empty; send the JSON object that the documentation shows.");
        }
        return body;
    }

    private static final class Limited extends InputStream {
        private final InputStream body;
        private int left = MAX_BYTES;

        Limited(InputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = body.read(buffer, offset, length);
            left -= Math.max(count, 0);
            if (left < 0) {
                throw tooLarge();
            }
            return count;
        }
    }
}
