package org.coetracker.markdown;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import org.coetracker.coe.AttachedFiles;
import org.coetracker.coe.CoeForm;
import org.coetracker.coe.CoeView;
import org.coetracker.coe.EvidenceFiles;

/** A COE as a Markdown document. */
@Singleton
class MarkdownForm implements CoeForm {
    /** RFC 7763. */
    static final MediaType TYPE = new MediaType("text", "markdown");

    private final AttachedFiles files;

    MarkdownForm(AttachedFiles files) {
        this.files = files;
    }

    @Override
    public MediaType mediaType() {
        return TYPE;
    }

    @Override
    public String extension() {
        return "md";
    }

    @Override
    public Sheet of(CoeView coe) {
        return new Document(DocumentWriter.write(Filing.of(coe, EvidenceFiles.of(coe, files)))
                .getBytes(StandardCharsets.UTF_8));
    }

    private record Document(byte[] text) implements Sheet {
        @Override
        public byte[] meaning() {
            return text;
        }

        @Override
        public byte[] write() {
            return text;
        }
    }
}
