package org.coetracker.shared.http;

/** What the page that shows the API's documentation may load: its own files, and two scripts that stand in it. */
final class DocumentationPage {
    private static final String PATH = "/q/swagger-ui";

    /** The page sets styles on its elements, and its icons are in its style sheet. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'";

    private DocumentationPage() {}

    static boolean isAt(String path) {
        return path.equals(PATH) || path.startsWith(PATH + "/");
    }
}
