package org.coetracker.attachment;

import java.time.Instant;
import org.coetracker.shared.page.SortKey;

/** What lists of attachments may be sorted by. */
enum AttachmentSort implements SortKey {
    UPLOADED_AT("uploadedAt", Instant.class),
    SIZE("size", Long.class);

    private final String parameter;
    private final Class<?> type;

    AttachmentSort(String parameter, Class<?> type) {
        this.parameter = parameter;
        this.type = type;
    }

    @Override
    public String parameter() {
        return parameter;
    }

    @Override
    public String expression() {
        return "a." + parameter;
    }

    @Override
    public Class<?> type() {
        return type;
    }
}
