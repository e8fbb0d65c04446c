package org.coetracker.attachment.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;

/** The storage that speaks S3. */
@ConfigMapping(prefix = "coe.s3")
interface S3Settings {
    /** Its address, such as {@code https://minio.example.org}; none for Amazon's own. */
    Optional<String> endpoint();

    /** The bucket, which has to be there. */
    Optional<String> bucket();

    /** The region; storages other than Amazon's take any. */
    Optional<String> region();

    /** The name of the key; none for what the machine has (a role, {@code AWS_…}). */
    @WithName("access-key")
    Optional<String> accessKey();

    /** The key. */
    @WithName("secret-key")
    Optional<String> secretKey();

    /** Whether the bucket is in the path and not in the host; by default with an endpoint of one's own. */
    @WithName("path-style")
    Optional<String> pathStyle();

    /** What the names of all objects begin with. */
    @WithDefault("attachments/")
    String prefix();

    /** Whether objects without a row are cleared even when most are such, which else is taken for a mistake. */
    @WithName("clears-most")
    @WithDefault("false")
    boolean clearsMost();

    /** How long the storage may take to send or take a piece. Longer waits longer for one that hangs. */
    @WithName("answer-for")
    @WithDefault("PT30S")
    Duration answerFor();
}
