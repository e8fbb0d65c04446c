package org.coetracker.markdown;

import org.coetracker.coe.answer.SupportingData.Evidence;

/** What becomes of a file that a document names: files do not come with a document, so it says which one to attach again. */
final class FileRemark {
    /** The longest text that evidence has. */
    private static final int LONGEST = 100_000;

    private FileRemark() {}

    /**
     * A sentence about a file.
     *
     * @param id the id that it has where the document was exported; null when the document does not say
     * @param name what it is called; null when the document does not say
     * @param sha256 the SHA-256 of its content; null when the document does not say
     * @param ref the record that the file is attached to; null when the document does not say
     * @return the sentence; null when nothing is known of a file
     */
    static String of(String id, String name, String sha256, String ref) {
        if (id == null && name == null && sha256 == null) {
            return null;
        }
        String called = name == null ? id : name;
        return "File" + (called == null ? "" : " " + called)
                + (sha256 == null ? "" : " (SHA-256 " + sha256 + ")")
                + (ref == null ? "" : " of " + ref);
    }

    /** A text with that sentence behind it; cut where both have no room. One that is too long by itself is refused later. */
    static String behind(String text, String remark) {
        if (text == null || text.isBlank()) {
            return remark;
        }
        String end = "\n\n" + remark;
        return (text.length() <= LONGEST ? TextForm.cut(text, LONGEST - end.length()) : text) + end;
    }

    /** A piece of evidence as it is read back from a document. */
    static Evidence read(Evidence item, String name, String sha256, String ref) {
        return item.attachment() == null
                ? item
                : new Evidence(
                        item.id(),
                        item.kind(),
                        item.title(),
                        item.url(),
                        behind(item.text(), of(item.attachment(), name, sha256, ref)),
                        null,
                        item.capturedAt());
    }
}
