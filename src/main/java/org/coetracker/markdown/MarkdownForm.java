package org.coetracker.markdown;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import org.coetracker.coe.CoeForm;
import org.coetracker.coe.CoeView;

/** A COE as a Markdown document. */
@Singleton
class MarkdownForm implements CoeForm {
    /** RFC 7763. */
    static final MediaType TYPE = new MediaType("text", "markdown");

    @Override
    public MediaType mediaType() {
        return TYPE;
    }

    @Override
    public String extension() {
        return "md";
    }

    @Override
    public byte[] meaning(CoeView coe) {
        return write(coe);
    }

    @Override
    public byte[] write(CoeView coe) {
        return DocumentWriter.write(Filing.of(coe)).getBytes(StandardCharsets.UTF_8);
    }
}
