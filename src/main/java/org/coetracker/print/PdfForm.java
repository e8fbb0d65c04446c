package org.coetracker.print;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.coetracker.coe.AttachedFiles;
import org.coetracker.coe.CoeForm;
import org.coetracker.coe.CoeView;
import org.coetracker.coe.EvidenceFiles;
import org.coetracker.shared.json.JsonText;
import org.coetracker.shared.problem.ErrorCode;
import org.coetracker.shared.problem.ProblemException;
import org.coetracker.shared.worker.Bulkhead;

/** A COE as a PDF; a few at once, so that printing leaves the rest of the service what it needs. */
@Singleton
class PdfForm implements CoeForm {
    /** Rises when the same record is printed differently. */
    private static final String EDITION = "print-2:";

    private final Pages pages;
    private final AttachedFiles files;
    private final Bulkhead presses;

    @Inject
    PdfForm(Pages pages, AttachedFiles files, PrintSettings settings) {
        this(pages, files, new Bulkhead(settings.atOnce(), settings.waiting(), settings.waitFor()));
    }

    PdfForm(Pages pages, AttachedFiles files, Bulkhead presses) {
        this.pages = pages;
        this.files = files;
        this.presses = presses;
    }

    @Override
    public MediaType mediaType() {
        return new MediaType("application", "pdf");
    }

    @Override
    public String extension() {
        return "pdf";
    }

    @Override
    public Sheet of(CoeView coe) {
        return new Print(coe, EvidenceFiles.of(coe, files));
    }

    private final class Print implements Sheet {
        private final CoeView coe;
        private final Map<String, AttachedFiles.Named> named;

        Print(CoeView coe, Map<String, AttachedFiles.Named> named) {
            this.coe = coe;
            this.named = named;
        }

        /** Whether a PDF is the same is known without making it. */
        @Override
        public byte[] meaning() {
            return (EDITION + JsonText.write(coe) + JsonText.write(new TreeMap<>(named)))
                    .getBytes(StandardCharsets.UTF_8);
        }

        /** @throws ProblemException 503 when too many are being made */
        @Override
        public byte[] write() {
            return print(coe, named);
        }
    }

    /** @throws ProblemException 503 when too many are being made */
    byte[] print(CoeView coe, Map<String, AttachedFiles.Named> named) {
        return presses.call(() -> Pdf.of(pages.of(coe, named), coe), PdfForm::busy);
    }

    private static ProblemException busy() {
        return ProblemException.of(
                ErrorCode.UNAVAILABLE,
                "Too many PDFs are being made at the moment. Try again after Retry-After seconds.");
    }
}
