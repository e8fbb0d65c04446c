package org.coetracker.shared.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.EndOfDataDecoderException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.ErrorDataDecoderException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooLongFormFieldException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooManyFormFieldsException;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import io.netty.handler.codec.http.multipart.MemoryAttribute;
import io.netty.handler.codec.http.multipart.MemoryFileUpload;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.problem.Violation;

/**
 * A form (multipart/form-data, RFC 7578) with one file, decoded as it comes: the file's bytes go on at once, the few
 * fields are kept. Whatever is wrong with it is a {@link ProblemException}, after which nothing more is taken.
 */
final class Form {
    /** What a field may have; the values are checked by those who know what they mean. */
    private static final int FIELD_BYTES = 2 * 1024;

    /** What the head of a part may have. */
    private static final int HEAD_BYTES = 8 * 1024;

    private static final int PARTS = 16;
    private static final int DECODED_BYTES = 64 * 1024;

    /** RFC 2046, section 5.1.1. */
    private static final Pattern BOUNDARY = Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");

    private final Handler<Buffer> content;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final HttpPostMultipartRequestDecoder decoder;
    private FileUpload file;
    private boolean closed;

    /**
     * A form of which nothing has come yet.
     *
     * @param type the Content-Type, with the boundary
     * @param content takes the file, piece by piece
     */
    Form(String type, Handler<Buffer> content) {
        this.content = content;
        try {
            Map<String, String> parameters = MediaType.valueOf(type).getParameters();
            String boundary = parameters.get("boundary");
            if (boundary == null || !BOUNDARY.matcher(boundary).matches()) {
                throw malformed("Content-Type needs the form's boundary: 1 to 70 letters, digits and '()+_,-./:=?.");
            }
            String charset = parameters.get(MediaType.CHARSET_PARAMETER);
            HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
            head.headers().set(HttpHeaderNames.CONTENT_TYPE, "multipart/form-data; boundary=\"" + boundary + '"');
            decoder = new HttpPostMultipartRequestDecoder(
                    new Parts(),
                    head,
                    charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset),
                    PARTS,
                    HEAD_BYTES);
            decoder.setDiscardThreshold(DECODED_BYTES);
        } catch (ErrorDataDecoderException | IllegalArgumentException e) {
            throw malformed("Content-Type is not that of a form: its boundary or its charset cannot be read.");
        }
    }

    /** Takes the next bytes of the body. */
    void add(Buffer chunk) {
        if (!closed) {
            decode(() -> decoder.offer(new DefaultHttpContent(Unpooled.wrappedBuffer(chunk.getBytes()))));
        }
    }

    /** Takes note that the body is over: the form has to be, too. */
    void end() {
        if (!closed) {
            decode(this::takeFields);
            close();
        }
    }

    private void takeFields() throws IOException {
        decoder.offer(LastHttpContent.EMPTY_LAST_CONTENT);
        try {
            while (decoder.hasNext()) {
                InterfaceHttpData part = decoder.next();
                if (part instanceof Attribute field) {
                    fields.putIfAbsent(field.getName(), field.getValue());
                }
            }
        } catch (EndOfDataDecoderException whole) {
            return; // This is how the decoder says that it has seen the closing boundary.
        }
        throw malformed("The form ends before its closing boundary.");
    }

    /** A step of the decoder. */
    private interface Step {
        void take() throws IOException;
    }

    /** The decoder's failures are as many as there are ways to write a form wrongly, and not all of one kind. */
    private void decode(Step step) {
        try {
            step.take();
        } catch (ProblemException e) {
            close();
            throw e;
        } catch (TooManyFormFieldsException e) {
            close();
            throw ProblemException.of(ErrorCode.TOO_LARGE, "A form may have at most " + PARTS + " parts.");
        } catch (TooLongFormFieldException e) {
            close();
            throw ProblemException.of(
                    ErrorCode.TOO_LARGE,
                    "The head of a form's part may have at most " + HEAD_BYTES / 1024
                            + " KiB, and no more may stand before its first part or behind its last.");
        } catch (IOException | RuntimeException e) {
            close();
            throw malformed("The form cannot be read: a part's head, its charset or its transfer encoding (which is"
                    + " 7bit, 8bit or binary) is not what RFC 7578 says.");
        }
    }

    /** Whether the file has begun. */
    boolean hasFile() {
        return file != null;
    }

    /** What the form calls its file; null when it does not. */
    String fileName() {
        // As browsers write a quotation mark in a name (HTML, section 4.10.21.8).
        return file == null || file.getFilename() == null
                ? null
                : file.getFilename().replace("%22", "\"");
    }

    /** The other fields, by their names, once the form is over; the first of each name. */
    Map<String, String> fields() {
        return fields;
    }

    /** Gives back the memory of what was not decoded. */
    void close() {
        if (!closed) {
            closed = true;
            decoder.destroy();
        }
    }

    private static ProblemException malformed(String detail) {
        return ProblemException.of(ErrorCode.MALFORMED, List.of(Violation.at("/" + Upload.FIELD, "form", detail)));
    }

    /** Makes what the decoder fills: fields in memory, and the one file. */
    private final class Parts extends DefaultHttpDataFactory {
        Parts() {
            super(false);
        }

        @Override
        public Attribute createAttribute(HttpRequest request, String name) {
            return new Field(name);
        }

        @Override
        public Attribute createAttribute(HttpRequest request, String name, long announced) {
            return new Field(name);
        }

        @Override
        public FileUpload createFileUpload(
                HttpRequest request,
                String name,
                String filename,
                String contentType,
                String contentTransferEncoding,
                Charset charset,
                long size) {
            if (file != null || !Upload.FIELD.equals(name)) {
                throw malformed("The form has one file, as the part \"" + Upload.FIELD
                        + "\"; send each in a request of its own.");
            }
            file = new Passing(name, filename, contentType, contentTransferEncoding, charset, size);
            return file;
        }
    }

    /** A field that is refused as soon as it is too large. */
    private static final class Field extends MemoryAttribute {
        Field(String name) {
            super(name, StandardCharsets.UTF_8);
        }

        @Override
        public void checkSize(long size) {
            if (size > FIELD_BYTES) {
                throw ProblemException.of(
                        ErrorCode.TOO_LARGE,
                        String.format(
                                Locale.ROOT,
                                "A field of the form may have at most %,d bytes; the file is the part \"%s\", with a"
                                        + " filename.",
                                FIELD_BYTES,
                                Upload.FIELD));
            }
        }
    }

    /** A file that keeps nothing of its content. */
    private final class Passing extends MemoryFileUpload {
        Passing(String name, String filename, String type, String encoding, Charset charset, long size) {
            super(name, filename, type, encoding, charset, size);
        }

        @Override
        public void addContent(ByteBuf piece, boolean last) {
            try {
                if (piece != null && piece.isReadable()) {
                    content.handle(Buffer.buffer(Unpooled.copiedBuffer(piece)));
                }
            } finally {
                if (piece != null) {
                    piece.release();
                }
            }
            if (last) {
                setCompleted();
            }
        }
    }
}
