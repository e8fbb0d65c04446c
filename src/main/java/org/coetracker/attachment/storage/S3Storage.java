package org.coetracker.attachment.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.coetracker.shared.Ids;
import org.jboss.logging.Logger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Contents as objects in a bucket, each by the installation's id and the id of its row: two databases that share a bucket
 * know nothing of each other's objects. An object is there before its row is, and for a moment
 * after it is gone; what never got a row is cleared by its age.
 */
public final class S3Storage implements Storage, AutoCloseable {
    /** Its word. */
    public static final String NAME = "s3";

    /** More than so many objects without a row are a reason to look whether most are. */
    private static final int FEW = 20;

    /** The others are cleared the next time. */
    private static final int MOST_AT_ONCE = 10_000;

    private static final Logger LOG = Logger.getLogger(S3Storage.class);

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final boolean clearsMost;
    private final Supplier<String> installation;

    /** Reads objects of its own installation, whose id it asks for when it needs it, and touches no others. */
    S3Storage(S3Settings settings, Supplier<String> installation) {
        this.installation = installation;
        this.clearsMost = settings.clearsMost();
        this.bucket = settings.bucket().orElseThrow();
        this.prefix = settings.prefix();
        boolean ownEndpoint = settings.endpoint().isPresent();
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(settings.answerFor())
                        .socketTimeout(settings.answerFor()))
                .region(Region.of(settings.region().orElse("us-east-1")))
                // What other storages do not know is left out where the protocol does not ask for it.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                // One body of a known length: what streams in signed pieces is not known everywhere.
                .serviceConfiguration(configuration -> configuration.chunkedEncodingEnabled(false))
                .forcePathStyle(settings.pathStyle().map(Boolean::parseBoolean).orElse(ownEndpoint));
        settings.endpoint().map(URI::create).ifPresent(builder::endpointOverride);
        if (settings.accessKey().isPresent()) {
            builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                    settings.accessKey().get(), settings.secretKey().orElseThrow())));
        } else {
            builder.credentialsProvider(DefaultCredentialsProvider.builder().build());
        }
        this.client = builder.build();
    }

    @Override
    public String name() {
        return NAME;
    }

    /**
     * Asks for the bucket.
     *
     * @throws IOException when it cannot be had
     */
    void check() throws IOException {
        try {
            client.headBucket(request -> request.bucket(bucket));
        } catch (SdkException e) {
            throw failed("The bucket " + bucket + " cannot be used", e);
        }
    }

    @Override
    public void stage(UUID id, Path content, long size) throws IOException {
        try {
            client.putObject(
                    request -> request.bucket(bucket)
                            .key(key(id))
                            .contentType("application/octet-stream")
                            .contentLength(size),
                    RequestBody.fromFile(content));
        } catch (SdkException | UncheckedIOException e) {
            if (!Files.exists(content)) {
                throw new NoSuchFileException(content.toString());
            }
            throw failed("The content was not taken", e);
        }
    }

    @Override
    public void insert(UUID id, Path content) {
        // The object is there already.
    }

    @Override
    public boolean discard(UUID id) {
        try {
            client.deleteObject(request -> request.bucket(bucket).key(key(id)));
            return true;
        } catch (SdkException e) {
            // It is cleared later, with everything else that has no row.
            LOG.warnf("The object %s has no row and cannot be deleted now: %s", key(id), e.getMessage());
            return false;
        }
    }

    @Override
    public InputStream open(UUID id) throws IOException {
        try {
            return client.getObject(request -> request.bucket(bucket).key(key(id)));
        } catch (NoSuchKeyException e) {
            throw new NoSuchFileException(key(id));
        } catch (SdkException e) {
            throw failed("The content cannot be had", e);
        }
    }

    @Override
    public long clear(Instant before, UnaryOperator<Set<UUID>> known, boolean justCount) throws IOException {
        String own = own();
        List<UUID> unknown = new ArrayList<>();
        long old = 0;
        long orphans = 0;
        try {
            for (ListObjectsV2Response page : client.listObjectsV2Paginator(
                    request -> request.bucket(bucket).prefix(own))) {
                Set<UUID> ids = new HashSet<>();
                for (S3Object object : page.contents()) {
                    if (object.lastModified().isBefore(before)) {
                        Ids.parse(object.key().substring(own.length())).ifPresent(ids::add);
                    }
                }
                old += ids.size();
                ids.removeAll(known.apply(Set.copyOf(ids)));
                orphans += ids.size();
                ids.stream().limit(MOST_AT_ONCE - unknown.size()).forEach(unknown::add);
            }
        } catch (SdkException e) {
            throw failed("The bucket " + bucket + " cannot be listed", e);
        }
        if (orphans > FEW && orphans * 2 > old && !clearsMost) {
            throw new IOException(
                    "Nothing was cleared: " + orphans + " of " + old + " old objects below " + own
                            + " have no row, as if this were not their database. If it is, COE_S3_CLEARS_MOST=true clears them.");
        }
        if (!justCount) {
            unknown.forEach(this::discard);
        }
        return justCount ? orphans : unknown.size();
    }

    /** What the names of all objects of this installation begin with. */
    private String own() {
        return prefix + installation.get() + "/";
    }

    private String key(UUID id) {
        return own() + id;
    }

    private static IOException failed(String what, RuntimeException cause) {
        return new IOException(what + ": " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        client.close();
    }
}
