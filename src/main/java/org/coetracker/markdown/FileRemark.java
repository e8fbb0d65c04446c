package org.coetracker.markdown;

import org.coetracker.coe.answer.SupportingData.Evidence;

/** What becomes of a file that a document names: files do not come with a document, so it says which one to attach again. */
final class FileRemark {
    private FileRemark() {}

    /**
     * A sentence about a file.
     *
     * @param id the id that it has where the document was exported
     * @param name what it is called; null when the document does not say
     * @param sha256 the SHA-256 of its content; null when the document does not say
     * @param ref the record that the file is attached to; null when the document does not say
     */
    static String of(String id, String name, String sha256, String ref) {
        return "File " + (name == null ? id : name)
                + (sha256 == null ? "" : " (SHA-256 " + sha256 + ")")
                + (ref == null ? "" : " of " + ref);
    }

    /** A text with that sentence behind it. */
    static String behind(String text, String remark) {
        return text == null || text.isBlank() ? remark : text + "\n\n" + remark;
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
