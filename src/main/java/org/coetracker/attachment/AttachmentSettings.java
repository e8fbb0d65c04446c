package org.coetracker.attachment;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** What may be attached. */
@ConfigMapping(prefix = "coe.attachment")
interface AttachmentSettings {
    /** Files that one COE has at most. */
    @WithDefault("200")
    int mostPerCoe();

    /** Room that the files of one COE take at most. Larger lets one COE fill more of the storage. */
    @WithDefault("500M")
    MemorySize bytesPerCoe();

    /** The types that are taken, told by the content. What a browser could run is given out as unknown bytes all the same. */
    @WithDefault("image/png,image/jpeg,image/gif,image/webp,application/pdf,text/plain,text/csv,"
            + "text/tab-separated-values,application/json,application/zip,application/gzip,"
            + "application/vnd.openxmlformats-officedocument.wordprocessingml.document,"
            + "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,"
            + "application/vnd.openxmlformats-officedocument.presentationml.presentation,"
            + "application/vnd.oasis.opendocument.text,application/vnd.oasis.opendocument.spreadsheet,"
            + "application/vnd.oasis.opendocument.presentation")
    List<String> types();

    /** The largest picture that a thumbnail is made of, in pixels. Larger takes more memory for a moment. */
    @WithDefault("30000000")
    long thumbnailPixels();

    /** How long ago the content of a file may have been checked. Shorter reads the whole storage more often. */
    @WithDefault("30D")
    Duration checkedEvery();
}
