package org.coetracker.attachment.storage;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coetracker.shared.start.CannotStart;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The places for contents. New ones go where the operator has said; each row says where its own is, so that a service
 * that has changed from one to the other still finds all of them.
 */
@Singleton
public class Storages {
    private static final Logger LOG = Logger.getLogger(Storages.class);

    private final PostgresStorage postgres;
    private final Optional<S3Storage> s3;
    private final boolean newGoToS3;

    Storages(
            PostgresStorage postgres,
            Installation installation,
            S3Settings settings,
            @ConfigProperty(name = "coe.attachments") Optional<String> where) {
        this.postgres = postgres;
        check(where, settings);
        this.newGoToS3 = where.filter(S3Storage.NAME::equals).isPresent();
        this.s3 = settings.bucket().map(bucket -> new S3Storage(settings, installation::id));
    }

    /**
     * Checks the settings of the environment, before anything is started.
     *
     * @throws CannotStart when one of them is missing or cannot be meant
     */
    public static void check(Map<String, String> environment) {
        check(
                Optional.ofNullable(environment.get("COE_ATTACHMENTS"))
                        .map(String::strip)
                        .filter(where -> !where.isEmpty()),
                new SmallRyeConfigBuilder()
                        .withSources(new EnvConfigSource(environment, EnvConfigSource.DEFAULT_ORDINAL))
                        .withMapping(S3Settings.class)
                        .build()
                        .getConfigMapping(S3Settings.class));
    }

    private static void check(Optional<String> where, S3Settings settings) {
        where.filter(word -> !List.of(PostgresStorage.NAME, S3Storage.NAME).contains(word))
                .ifPresent(word -> {
                    throw new CannotStart("COE_ATTACHMENTS is postgresql or s3, not \"" + word + "\".");
                });
        if (where.filter(S3Storage.NAME::equals).isPresent()
                && settings.bucket().isEmpty()) {
            throw new CannotStart(
                    "COE_S3_BUCKET is missing: the bucket for files; with COE_ATTACHMENTS=s3 it is needed.");
        }
        if (settings.bucket().isPresent()) {
            checkS3(settings);
        }
    }

    private static void checkS3(S3Settings settings) {
        if (settings.accessKey().isPresent() != settings.secretKey().isPresent()) {
            throw new CannotStart("COE_S3_ACCESS_KEY and COE_S3_SECRET_KEY go together; one of them is missing.");
        }
        if (settings.endpoint().isEmpty() && settings.region().isEmpty()) {
            throw new CannotStart("COE_S3_ENDPOINT or COE_S3_REGION is missing: where the bucket is.");
        }
        settings.endpoint().filter(endpoint -> !isAddress(endpoint)).ifPresent(endpoint -> {
            throw new CannotStart(
                    "COE_S3_ENDPOINT is an address such as https://minio.example.org:9000, not \"" + endpoint + "\".");
        });
        settings.pathStyle()
                .filter(word -> !List.of("true", "false").contains(word))
                .ifPresent(word -> {
                    throw new CannotStart("COE_S3_PATH_STYLE is true or false, not \"" + word + "\".");
                });
    }

    private static boolean isAddress(String endpoint) {
        try {
            URI address = URI.create(endpoint);
            return List.of("http", "https").contains(address.getScheme()) && address.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The bucket may come later than the service; until then files are refused, and everything else goes on. */
    void look(@Observes StartupEvent start) {
        s3.filter(storage -> newGoToS3).ifPresent(storage -> {
            try {
                storage.check();
            } catch (IOException e) {
                LOG.errorf("Files cannot be attached for the moment. %s", e.getMessage());
            }
        });
    }

    /** Where new contents go. */
    public Storage current() {
        return newGoToS3 ? s3.orElseThrow() : postgres;
    }

    /**
     * The place of that name.
     *
     * @throws IOException when the operator has taken it away
     */
    public Storage of(String name) throws IOException {
        if (name.equals(PostgresStorage.NAME)) {
            return postgres;
        }
        return s3.orElseThrow(() -> new IOException("COE_S3_BUCKET is not set any more, and some files are there"));
    }

    /** All that there are. */
    public List<Storage> all() {
        return s3.<List<Storage>>map(storage -> List.of(postgres, storage)).orElse(List.of(postgres));
    }

    @PreDestroy
    void end() {
        s3.ifPresent(S3Storage::close);
    }
}
