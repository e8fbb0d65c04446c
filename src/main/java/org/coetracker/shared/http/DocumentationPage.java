package org.coetracker.shared.http;

/** What the page that shows the API's documentation may load: its own files, and two scripts that stand in it. */
final class DocumentationPage {
    private static final String PATH = "/q/swagger-ui";

    /** The SHA-256 of those two; LaunchIT says what they are after Quarkus has changed the page. */
    private static final String SCRIPTS = "'sha256-Bc4MCmo3eDPvU16BhBcWMZUgDqc1e/UzzwdDbpYruPU=' "
            + "'sha256-JowNetvc7p0a99HgTP4hhSi2E0H4KflOLOzzTfzDw6Y='";

    /** The page sets styles on its elements, and its icons are in its style sheet. */
    static final String POLICY =
            "default-src 'none'; script-src 'self' " + SCRIPTS + "; style-src 'self' 'unsafe-inline'; "
                    + "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
                    + "frame-ancestors 'none'";

    private DocumentationPage() {}

    static boolean isAt(String path) {
        return path.equals(PATH) || path.startsWith(PATH + "/");
    }
}
