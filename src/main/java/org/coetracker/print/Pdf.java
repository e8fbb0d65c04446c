package org.coetracker.print;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.coetracker.coe.CoeView;

/** Makes a PDF of a page of HTML. Nothing is fetched while it is made, from wherever: fonts and pictures are in it. */
final class Pdf {
    private static final String LIBERATION = "/liberation/Liberation";
    private static final String DEJAVU = "/net/sf/jasperreports/fonts/dejavu/DejaVu";

    static {
        // What a record says is nobody's business in the log, and what it lacks is no fault of the service.
        XRLog.setLoggingEnabled(false);
    }

    /** A font, as it is called in the style sheet. */
    private record Face(String family, int weight, FontStyle style, byte[] bytes) {
        static Face of(String family, int weight, FontStyle style, String path) {
            try (InputStream file = Pdf.class.getResourceAsStream(path + ".ttf")) {
                return new Face(family, weight, style, file.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Read once: some ten megabytes at the first print. */
    private static final class Faces {
        static final List<Face> ALL = List.of(
                Face.of("Liberation Sans", 400, FontStyle.NORMAL, LIBERATION + "Sans-Regular"),
                Face.of("Liberation Sans", 700, FontStyle.NORMAL, LIBERATION + "Sans-Bold"),
                Face.of("Liberation Sans", 400, FontStyle.ITALIC, LIBERATION + "Sans-Italic"),
                Face.of("Liberation Sans", 700, FontStyle.ITALIC, LIBERATION + "Sans-BoldItalic"),
                Face.of("Liberation Mono", 400, FontStyle.NORMAL, LIBERATION + "Mono-Regular"),
                Face.of("DejaVu Sans", 400, FontStyle.NORMAL, DEJAVU + "Sans"),
                Face.of("DejaVu Sans", 700, FontStyle.NORMAL, DEJAVU + "Sans-Bold"));
    }

    private Pdf() {}

    static byte[] of(String html, CoeView coe) {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (BatikSVGDrawer pictures = new BatikSVGDrawer()) {
            for (Face face : Faces.ALL) {
                FSSupplier<InputStream> file = () -> new ByteArrayInputStream(face.bytes());
                builder.useFont(
                        file, face.family(), face.weight(), face.style(), true, EnumSet.allOf(FSFontUseCase.class));
            }
            builder.useFastMode();
            builder.useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory());
            builder.useUnicodeBidiReorderer(new ICUBidiReorderer());
            builder.useSVGDrawer(pictures);
            builder.useReplacementText("\u25A1");
            builder.useUriResolver((base, uri) -> null);
            builder.useExternalResourceAccessControl(
                    (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
            builder.useExternalResourceAccessControl(
                    (uri, type) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
            builder.useProtocolsStreamImplementation(
                    uri -> {
                        throw new IllegalStateException("Nothing is fetched.");
                    },
                    "http",
                    "https",
                    "file",
                    "jar",
                    "data",
                    "ftp");
            builder.withHtmlContent(html, null);
            builder.withProducer("COE Tracker");
            builder.toStream(bytes);
            try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
                renderer.layout();
                PDDocument document = renderer.createPDFKeepOpen();
                sign(document, html, coe);
                document.save(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A number for the content: what is printed differently is another document. */
    private static long number(String html) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(html.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same record gives the same bytes: times and ids come from it. */
    private static void sign(PDDocument document, String html, CoeView coe) {
        PDDocumentInformation information = document.getDocumentInformation();
        GregorianCalendar changed = GregorianCalendar.from(coe.updatedAt().atZone(ZoneOffset.UTC));
        information.setCreationDate(changed);
        information.setModificationDate(changed);
        document.getDocumentCatalog().setLanguage("en");
        document.setDocumentId(number(html));
    }
}
